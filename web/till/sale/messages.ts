// The one place for messages. A message is a key of the language files, so that it follows a change of language.
import { defineStore } from "pinia";
import { shallowRef } from "vue";

export type Tone = "info" | "good" | "warn" | "bad";
export interface Message {
  tone: Tone;
  key: string;
  values: Record<string, string | number>;
  /** rises with each message, so that the same words twice are announced twice */
  nth: number;
}

export const useMessages = defineStore("messages", () => {
  const message = shallowRef<Message | null>(null);
  let nth = 0;

  function say(key: string, tone: Tone = "info", values: Record<string, string | number> = {}): void {
    message.value = { tone, key, values, nth: ++nth };
  }
  /** Words that the server sent, already in the person's language. */
  const sayText = (text: string, tone: Tone = "bad"): void => say("till.message.text", tone, { text });
  const clear = (): void => {
    message.value = null;
  };
  return { message, say, sayText, clear };
});
