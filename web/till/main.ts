// The till. What it needs to sell is loaded from this browser first; the server is asked afterwards.
import { createPinia } from "pinia";
import { createApp } from "vue";
import "@ui/ui.css";
import "@ui/theme";
import "./receipt/print.css";
import { createLanguage } from "@ui/language";
import english from "./locales/en.json";
import chinese from "./locales/zh-CN.json";
import TillApp from "./TillApp.vue";

createApp(TillApp).use(createPinia()).use(createLanguage(chinese, english)).mount("#app");

if (import.meta.env.PROD && "serviceWorker" in navigator) {
  void navigator.serviceWorker.register("/till/sw.js", { scope: "/till/" });
}
void navigator.storage?.persist?.();
