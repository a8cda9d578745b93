// The shared components. DataTable is imported by its own path, because only it needs Element Plus.
export { default as AppMark } from "./components/AppMark.vue";
export { default as ConnectionBadge, type Connection } from "./components/ConnectionBadge.vue";
export { default as EmptyState } from "./components/EmptyState.vue";
export { default as ErrorState } from "./components/ErrorState.vue";
export { default as KeyHint } from "./components/KeyHint.vue";
export { default as LanguageSwitch } from "./components/LanguageSwitch.vue";
export { default as LoadingSkeleton } from "./components/LoadingSkeleton.vue";
export { default as MoneyText } from "./components/MoneyText.vue";
export { default as PageHeader } from "./components/PageHeader.vue";
export { default as SegmentedControl } from "./components/SegmentedControl.vue";
export { default as StatusDot } from "./components/StatusDot.vue";
export { default as TextField } from "./components/TextField.vue";
export { default as ThemeSwitch } from "./components/ThemeSwitch.vue";
export { default as UiButton } from "./components/UiButton.vue";
export { default as UiDialog } from "./components/UiDialog.vue";
