import { createApp } from "vue";
import "@ui/ui.css";
import "@ui/theme";
import { createLanguage } from "@ui/language";
import english from "./locales/en.json";
import chinese from "./locales/zh-CN.json";
import TillApp from "./TillApp.vue";

createApp(TillApp).use(createLanguage(chinese, english)).mount("#app");
