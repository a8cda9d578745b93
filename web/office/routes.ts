// Every page of the office. A route with an icon stands in the side navigation, in this order.
import { LayoutDashboard } from "@lucide/vue";
import type { Component } from "vue";
import { createRouter, createWebHashHistory, type RouteRecordRaw } from "vue-router";
import HomePage from "./home/HomePage.vue";

declare module "vue-router" {
  interface RouteMeta {
    /** key of the page's name in the language files */
    title: string;
    icon?: Component;
  }
}

export const routes: RouteRecordRaw[] = [
  { path: "/", name: "home", component: HomePage, meta: { title: "office.home.title", icon: LayoutDashboard } },
];

export const router = createRouter({ history: createWebHashHistory("/office/"), routes });
