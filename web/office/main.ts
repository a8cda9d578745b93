// The office: what an owner or a manager does at a desk.
import { createPinia } from "pinia";
import { createApp } from "vue";
import "@ui/ui.css";
import "@ui/tokens/element.css";
import "@ui/theme";
import { createLanguage } from "@ui/language";
import english from "./locales/en.json";
import chinese from "./locales/zh-CN.json";
import "./office.css";
import OfficeApp from "./OfficeApp.vue";
import { router } from "./routes";

createApp(OfficeApp).use(createPinia()).use(router).use(createLanguage(chinese, english)).mount("#app");
