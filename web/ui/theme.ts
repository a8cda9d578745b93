// Light, dark, or what the system says. The choice lives in this browser only.
import { ref, watchEffect } from "vue";

export type ThemeChoice = "light" | "dark" | "system";
const KEY = "huiji.theme";
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const systemIsDark = ref(dark.matches);
dark.addEventListener("change", (event) => (systemIsDark.value = event.matches));

const stored = localStorage.getItem(KEY);
export const theme = ref<ThemeChoice>(stored === "light" || stored === "dark" ? stored : "system");

watchEffect(() => {
  const shown = theme.value === "system" ? (systemIsDark.value ? "dark" : "light") : theme.value;
  document.documentElement.dataset["theme"] = shown;
  localStorage.setItem(KEY, theme.value);
});
