// How a member's state looks in lists and on his sheet.
export const TONES = { active: "good", frozen: "warn", merged: "quiet", closed: "quiet" } as const;
