// Every page of the office. A route with an icon stands in the side navigation, in this order; who lacks the right
// sees neither the entry nor the page.
import { ChartNoAxesColumn, Package, Tag, Ticket, UserCog, Users, WalletCards } from "@lucide/vue";
import type { Component } from "vue";
import { createRouter, createWebHashHistory, type RouteRecordRaw } from "vue-router";
import type { Right } from "./server/schema";
import { useSession } from "./session/session_store";

declare module "vue-router" {
  interface RouteMeta {
    /** key of the page's name in the language files */
    title: string;
    icon?: Component;
    right?: Right;
    /** reachable without a session */
    open?: boolean;
  }
}

export const routes: RouteRecordRaw[] = [
  { path: "/", name: "home", component: () => import("./session/NoRightPage.vue"), meta: { title: "office.home" } },
  {
    path: "/today",
    name: "today",
    component: () => import("./today/TodayPage.vue"),
    meta: { title: "office.today.title", icon: ChartNoAxesColumn, right: "view_totals" },
  },
  {
    path: "/products",
    name: "products",
    component: () => import("./products/ProductsPage.vue"),
    meta: { title: "office.products.title", icon: Package, right: "view_products" },
  },
  {
    path: "/products/import",
    name: "import",
    component: () => import("./products/import/ImportPage.vue"),
    meta: { title: "office.import.title", right: "import_products" },
  },
  {
    path: "/promotions",
    name: "promotions",
    component: () => import("./promotions/PromotionsPage.vue"),
    meta: { title: "office.promotions.title", icon: Tag, right: "edit_promotions" },
  },
  {
    path: "/promotions/quotas",
    name: "quotas",
    component: () => import("./quotas/QuotasPage.vue"),
    meta: { title: "office.quotas.title", right: "edit_promotions" },
  },
  {
    path: "/promotions/:id",
    name: "promotion",
    component: () => import("./promotions/PromotionPage.vue"),
    meta: { title: "office.promotions.edit", right: "edit_promotions" },
  },
  {
    path: "/promotions/:id/laboratory",
    name: "laboratory",
    component: () => import("./laboratory/LaboratoryPage.vue"),
    meta: { title: "office.laboratory.title", right: "edit_promotions" },
  },
  {
    path: "/coupons",
    name: "coupons",
    component: () => import("./coupons/CouponsPage.vue"),
    meta: { title: "office.coupons.title", icon: Ticket, right: "issue_coupons" },
  },
  {
    path: "/coupons/:id",
    name: "coupon-batch",
    component: () => import("./coupons/BatchPage.vue"),
    meta: { title: "office.coupons.list", right: "issue_coupons" },
  },
  {
    path: "/members",
    name: "members",
    component: () => import("./members/MembersPage.vue"),
    meta: { title: "office.members.title", icon: Users, right: "view_members" },
  },
  {
    path: "/value",
    name: "value",
    component: () => import("./wallet/ValuePage.vue"),
    meta: { title: "office.value.title", icon: WalletCards, right: "view_value" },
  },
  {
    path: "/value/receivables",
    name: "value-receivables",
    component: () => import("./wallet/credit/ReceivablesPage.vue"),
    meta: { title: "office.credit.title", right: "view_value" },
  },
  {
    path: "/value/packages",
    name: "value-packages",
    component: () => import("./wallet/PackagesPage.vue"),
    meta: { title: "office.packages.title", right: "view_value" },
  },
  {
    path: "/value/stamps",
    name: "value-stamps",
    component: () => import("./wallet/stamps/StampsPage.vue"),
    meta: { title: "office.stamps.title", right: "view_value" },
  },
  {
    path: "/value/rules",
    name: "value-rules",
    component: () => import("./wallet/RulesPage.vue"),
    meta: { title: "office.rules.title", right: "view_value" },
  },
  {
    path: "/value/offline",
    name: "value-holdings",
    component: () => import("./holdings/HoldingsPage.vue"),
    meta: { title: "office.holdings.title", right: "view_value" },
  },
  {
    path: "/staff",
    name: "staff",
    component: () => import("./staff/StaffPage.vue"),
    meta: { title: "office.staff.title", icon: UserCog, right: "edit_staff" },
  },
  {
    path: "/login",
    name: "login",
    component: () => import("./session/LoginPage.vue"),
    meta: { title: "office.login.title", open: true },
  },
  {
    path: "/no-right",
    name: "no-right",
    component: () => import("./session/NoRightPage.vue"),
    meta: { title: "office.no_right.title" },
  },
  { path: "/:rest(.*)*", redirect: "/" },
];

export const router = createRouter({ history: createWebHashHistory("/office/"), routes });

export const entriesFor = (can: (right: Right) => boolean) =>
  routes.filter((entry) => entry.meta?.icon && (!entry.meta.right || can(entry.meta.right)));

router.beforeEach(async (to) => {
  const session = useSession();
  if (to.meta.open) return session.session ? "/" : true;
  const known = await session.restore().catch(() => false);
  if (!known) return { name: "login", query: to.path === "/" ? {} : { back: to.fullPath } };
  const first = entriesFor(session.can)[0];
  if (to.path === "/") return first ? { name: first.name } : { name: "no-right" };
  if (to.meta.right && !session.can(to.meta.right)) return { name: "no-right", query: { page: to.meta.title } };
  return true;
});
