// The receipt as this till can give it at once; the server's, when it comes, has the same shape and the points' balance.
import type { Priced } from "@engine/engine";
import type { Receipt, Session, Till } from "@api/types";
import type { OpenBasket } from "../journal/database";
import type { Catalog } from "../snapshot/catalog";

export interface ReceiptFacts {
  catalog: Catalog;
  basket: OpenBasket;
  priced: Priced;
  till: Till;
  person: Session["person"];
  day: string;
  number: string;
  tenders: Receipt["tenders"];
  sold_at: number;
}

export function receiptOf({
  catalog,
  basket,
  priced,
  till,
  person,
  day,
  number,
  tenders,
  sold_at,
}: ReceiptFacts): Receipt {
  const names = new Map(priced.basket.promotions.map((promotion) => [promotion.promotion_id, promotion.name]));
  return {
    sale_id: basket.sale_id,
    kind: "sale",
    number,
    shop_name: catalog.facts.shop.shop_name,
    till_name: till.name,
    staff_id: person.staff_id,
    staff_name: person.name,
    business_day: day,
    sold_at,
    recorded_at: 0,
    catalog_version: catalog.facts.version,
    lines: basket.entries.map((entry, index) => {
      const product = catalog.products.get(entry.product_id)!;
      const { gross, discount, net, tax, allocations } = priced.basket.lines[index]!;
      return {
        line_no: index + 1,
        product_id: product.id,
        name: product.name,
        unit_name: product.unit_name,
        quantity: entry.quantity,
        unit_price: product.price,
        gross,
        discount,
        net,
        tax_rate: product.tax_rate,
        tax,
        discounts: allocations.map(({ promotion_id, amount }) => ({
          promotion_id,
          name: names.get(promotion_id) ?? "",
          amount,
        })),
        returned: 0,
      };
    }),
    gross: priced.basket.gross,
    discount: priced.basket.discount,
    payable: priced.basket.payable,
    tax: priced.basket.tax,
    promotions: priced.basket.promotions,
    tenders,
    ...(basket.member ? { member_id: basket.member.member_id, member_phone_masked: basket.member.phone_masked } : {}),
    ...(basket.member?.number ? { member_number: basket.member.number } : {}),
    points: basket.member ? priced.basket.points : 0,
    ...(priced.basket.points_spent ? { points_spent: priced.basket.points_spent } : {}),
    ...(basket.member && priced.basket.rewards ? { rewards: priced.basket.rewards } : {}),
  };
}
