// One vue-i18n for each app: the app's own texts and those of the shared components. Chinese is the first language.
import { createI18n } from "vue-i18n";
import { watchEffect } from "vue";
import sharedEnglish from "./locales/en.json";
import sharedChinese from "./locales/zh-CN.json";

export const LANGUAGES = ["zh-CN", "en"] as const;
export type Language = (typeof LANGUAGES)[number];
type Texts = Record<string, unknown>;
const KEY = "huiji.language";

function firstLanguage(): Language {
  const stored = localStorage.getItem(KEY);
  return LANGUAGES.find((language) => language === stored) ?? "zh-CN";
}

export function createLanguage(chinese: Texts, english: Texts) {
  const messages = { "zh-CN": { ...sharedChinese, ...chinese }, en: { ...sharedEnglish, ...english } };
  const i18n = createI18n({
    legacy: false,
    locale: firstLanguage() as string,
    fallbackLocale: "zh-CN",
    messages: messages as never,
  });
  watchEffect(() => {
    const language = i18n.global.locale.value;
    document.documentElement.lang = language;
    localStorage.setItem(KEY, language);
  });
  return i18n;
}
