// The width of this till's receipt printer.
import { ref, watch } from "vue";

export const PAPERS = ["80", "58"] as const;
export type Paper = (typeof PAPERS)[number];
const KEY = "huiji.paper";

export const paper = ref<Paper>(localStorage.getItem(KEY) === "58" ? "58" : "80");
watch(paper, (width) => localStorage.setItem(KEY, width));
