// Where the pages of value get their data, and where they send it. An operation's id is made by who starts it and is
// sent again unchanged after a failure, so that nothing happens twice.
import { ask, server } from "../server/client";
import type {
  Adjustment,
  CardChangeRequest,
  CardView,
  CashOutQuote,
  HouseholdChange,
  HouseholdOf,
  Liability,
  OperationReceipt,
  Package,
  Statement,
  StoredPackage,
  VersionedPolicy,
  VersionedValuePolicy,
  Wallet,
} from "../server/schema";

/** What a statement is of: a member's points or growth, or one card. */
export interface Account {
  of: "points" | "growth" | "card";
  id: string;
}

const operation = (operation_id: string) => ({ path: { operation_id } });

export const liabilityOf = (): Promise<Liability> => ask(server.GET("/v1/liability"));
export const walletOf = (member_id: string): Promise<Wallet> =>
  ask(server.GET("/v1/members/{member_id}/wallet", { params: { path: { member_id } } }));

export const householdOf = (member_id: string): Promise<HouseholdOf> =>
  ask(server.GET("/v1/members/{member_id}/household", { params: { path: { member_id } } }));
export const changeHousehold = (id: string, body: HouseholdChange): Promise<OperationReceipt> =>
  ask(server.PUT("/v1/household-changes/{operation_id}", { params: operation(id), body }));

export function statementOf({ of, id }: Account, cursor: string | null, signal: AbortSignal): Promise<Statement> {
  const query = cursor ? { cursor } : {};
  if (of === "card")
    return ask(server.GET("/v1/cards/{card_id}/statement", { params: { path: { card_id: id }, query }, signal }));
  const params = { path: { member_id: id }, query };
  return of === "points"
    ? ask(server.GET("/v1/members/{member_id}/points", { params, signal }))
    : ask(server.GET("/v1/members/{member_id}/growth", { params, signal }));
}

export const waitingOf = async (): Promise<Adjustment[]> => (await ask(server.GET("/v1/adjustments"))).adjustments;
export const decide = (id: string, approve: boolean): Promise<Adjustment> =>
  ask(server.PUT("/v1/adjustments/{operation_id}/decision", { params: operation(id), body: { approve } }));
export const adjust = (
  id: string,
  member_id: string,
  asset: "points" | "growth" | "receivable",
  change: number,
  reason: string,
): Promise<Adjustment> =>
  ask(
    server.PUT("/v1/adjustments/{operation_id}", { params: operation(id), body: { member_id, asset, change, reason } }),
  );

export const cardByNumber = (number: string): Promise<CardView> =>
  ask(server.GET("/v1/card-numbers/{number}", { params: { path: { number } } }));
export const quoteOf = (card_id: string): Promise<CashOutQuote> =>
  ask(server.GET("/v1/cards/{card_id}/quote", { params: { path: { card_id } } }));
export const changeCard = (id: string, body: CardChangeRequest): Promise<OperationReceipt> =>
  ask(server.PUT("/v1/card-changes/{operation_id}", { params: operation(id), body }));

export const packagesOf = async (): Promise<StoredPackage[]> => (await ask(server.GET("/v1/value-packages"))).packages;
export const savePackage = (package_id: string, expected_version: number, wanted: Package): Promise<StoredPackage> =>
  ask(
    server.PUT("/v1/value-packages/{package_id}", {
      params: { path: { package_id } },
      body: { expected_version, package: wanted },
    }),
  );

export const valuePolicyOf = (): Promise<VersionedValuePolicy> => ask(server.GET("/v1/value-policy"));
export const saveValuePolicy = (body: VersionedValuePolicy): Promise<VersionedValuePolicy> =>
  ask(server.PUT("/v1/value-policy", { body }));
export const pricingPolicyOf = (): Promise<VersionedPolicy> => ask(server.GET("/v1/pricing-policy"));
export const savePricingPolicy = (body: VersionedPolicy): Promise<VersionedPolicy> =>
  ask(server.PUT("/v1/pricing-policy", { body }));
