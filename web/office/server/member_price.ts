// The product's own member price stands among the discounts under the nil id; the screens name it in their language.
export const MEMBER_PRICE = "00000000-0000-0000-0000-000000000000";
