// What the server said when it said no, or that it could not be reached. The screens show text() and decide by family.
export type Family =
  | "malformed"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "refused"
  | "too_large"
  | "limited"
  | "retry"
  | "broken"
  | "offline";

export interface Detail {
  name: string;
  value: string;
}

export class Refusal extends Error {
  constructor(
    readonly family: Family,
    readonly code: string,
    readonly zh: string,
    readonly en: string,
    readonly details: Detail[] = [],
    readonly incident: string | null = null,
  ) {
    super(en || code);
  }

  text(language: string): string {
    return language === "en" ? this.en : this.zh;
  }
}

const FAMILIES: Record<number, Family> = {
  400: "malformed",
  401: "unauthenticated",
  403: "forbidden",
  404: "not_found",
  409: "refused",
  413: "too_large",
  429: "limited",
  503: "retry",
};

interface Body {
  code?: string;
  family?: string;
  text_zh?: string;
  text_en?: string;
  details?: Detail[];
  incident?: string | null;
}

/** A refusal from the reply's body; a proxy's page without our body still gives a refusal with the right family. */
export function refusalOf(status: number, body: unknown): Refusal {
  const said = (typeof body === "object" && body !== null ? body : {}) as Body;
  const family = (said.family as Family | undefined) ?? FAMILIES[status] ?? "broken";
  return new Refusal(
    family,
    said.code ?? `http.${status}`,
    said.text_zh ?? "",
    said.text_en ?? "",
    said.details ?? [],
    said.incident ?? null,
  );
}

export const offline = () => new Refusal("offline", "office.offline", "", "");
