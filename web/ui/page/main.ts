// The design page: everything that the screens are made of, in both languages and both themes.
import { createApp } from "vue";
import "vant/lib/index.css";
import "@ui/ui.css";
import "@ui/tokens/element.css";
import "@ui/tokens/vant.css";
import { createLanguage } from "@ui/language";
import "@ui/theme";
import english from "./locales/en.json";
import chinese from "./locales/zh-CN.json";
import DesignPage from "./DesignPage.vue";

createApp(DesignPage).use(createLanguage(chinese, english)).mount("#app");
