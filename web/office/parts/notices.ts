// Short messages that something was done. They leave by themselves; a refusal stands where it happened, not here.
import { reactive } from "vue";

export interface Notice {
  id: number;
  text: string;
}
export const notices = reactive<Notice[]>([]);
let made = 0;

export function notify(text: string, stay_ms = 3600) {
  const id = ++made;
  notices.push({ id, text });
  setTimeout(() => {
    const at = notices.findIndex((notice) => notice.id === id);
    if (at >= 0) notices.splice(at, 1);
  }, stay_ms);
}
