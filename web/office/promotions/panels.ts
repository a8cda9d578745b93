// What other rooms add to the promotion's page. Panels stand beside the form, under tabs when there are several;
// actions are buttons at its head. Each is given promotionId, stored (whether the server has it) and draft (null while
// it is incomplete or refused); panels also refused, layer, kind and others.
import type { Component } from "vue";
import LaboratoryButton from "../laboratory/LaboratoryButton.vue";
import SetupChecks from "../laboratory/SetupChecks.vue";
import type { CheckReport } from "../server/schema";
import PreviewPanel from "./preview/PreviewPanel.vue";

export interface Panel {
  name: string;
  /** key of the language files */
  title: string;
  component: Component;
  /** how many things to look at its tab shows, of what the panel emits as `checked` */
  alarms?: (report: CheckReport | null) => number;
}

export const PANELS: Panel[] = [
  { name: "preview", title: "office.preview.title", component: PreviewPanel },
  {
    name: "checks",
    title: "office.checks.title",
    component: SetupChecks,
    alarms: (report) => report?.findings.length ?? 0,
  },
];

export const ACTIONS: Component[] = [LaboratoryButton];
