// The name of a word that the program knows ("wechat"), in the person's language; the word itself when it is the shop's.
import { useI18n } from "vue-i18n";

export function useWordText() {
  const { t, te } = useI18n({ useScope: "global" });
  return (word: string) => (te(`office.word.${word}`) ? t(`office.word.${word}`) : word);
}
