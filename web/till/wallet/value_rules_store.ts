// The shop's rules of value and what it sells: asked when somebody logs in and when the network is back, and kept for the
// time without it.
import { defineStore } from "pinia";
import { computed, shallowRef } from "vue";
import type { PackageList, StoredPackage, ValuePolicy, VersionedValuePolicy } from "@api/types";
import { database } from "../journal/database";
import { connection } from "../session/connection";
import { server } from "../session/session_store";

interface Known {
  policy: ValuePolicy | null;
  packages: StoredPackage[];
}
const SETTING = "value_rules";

export const useValueRules = defineStore("value_rules", () => {
  const known = shallowRef<Known>({ policy: null, packages: [] });
  const policy = computed(() => known.value.policy);
  const packages = computed(() => known.value.packages);

  async function load(): Promise<void> {
    known.value = (await database.setting<Known>(SETTING)) ?? known.value;
  }

  async function refresh(): Promise<void> {
    const [rules, list] = await Promise.all([
      server.get<VersionedValuePolicy>("/v1/value-policy"),
      server.get<PackageList>("/v1/value-packages"),
    ]);
    if (!rules.ok && !list.ok) return;
    known.value = {
      policy: rules.ok ? rules.value.policy : policy.value,
      packages: list.ok ? list.value.packages.filter((one) => one.package.on_sale) : packages.value,
    };
    await database.set(SETTING, known.value);
  }

  function start(): void {
    connection.whenBack(() => void refresh());
    void load().then(refresh);
  }

  return { policy, packages, refresh, start };
});
