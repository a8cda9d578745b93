// The name of a tier: those of the demo shop have one in both languages, any other is what the shop wrote.
import { useI18n } from "vue-i18n";

export function useTierText() {
  const { t, te } = useI18n({ useScope: "global" });
  return (tier: string) => (te(`ui.tier.${tier}`) ? t(`ui.tier.${tier}`) : tier);
}
