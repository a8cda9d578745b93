// What other rooms add to the promotion's page. Panels stand beside the form, under tabs when there are several;
// actions are buttons at its head. Each is given promotionId, stored (whether the server has it) and draft (null while
// it is incomplete or refused); panels also refused, layer, kind and others.
import type { Component } from "vue";
import PreviewPanel from "./preview/PreviewPanel.vue";

interface Panel {
  name: string;
  /** key of the language files */
  title: string;
  component: Component;
}

export const PANELS: Panel[] = [{ name: "preview", title: "office.preview.title", component: PreviewPanel }];

export const ACTIONS: Component[] = [];
