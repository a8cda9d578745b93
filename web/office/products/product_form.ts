// What stands in the product form, what is wrong with it, and the draft that is sent. Amounts are whole fen.
import type { Product, ProductDraft } from "../server/schema";

export interface BarcodeRow {
  barcode: string;
  /** pieces in one scan: 12 for a case of twelve */
  pieces: number | null;
}
export interface ProductForm {
  code: string;
  name: string;
  spec: string;
  category_id: string;
  unit_kind: "piece" | "weight";
  unit_name: string;
  price: number | null;
  member_price: number | null;
  cost: number | null;
  tax_rate: number;
  discountable: boolean;
  retired: boolean;
  barcodes: BarcodeRow[];
}
export type ProductProblems = Partial<
  Record<"code" | "name" | "category_id" | "unit_name" | "member_price" | "barcodes", string>
>;

export const emptyForm = (category_id = ""): ProductForm => ({
  code: "",
  name: "",
  spec: "",
  category_id,
  unit_kind: "piece",
  unit_name: "",
  price: null,
  member_price: null,
  cost: null,
  tax_rate: 1300,
  discountable: true,
  retired: false,
  barcodes: [{ barcode: "", pieces: 1 }],
});

const THOUSAND = /000$/;

export function formOf(product: Product): ProductForm {
  const { code, name, spec, category_id, unit_kind, unit_name, price, cost, tax_rate, discountable } = product;
  const barcodes = product.barcodes.map((row) => ({
    barcode: row.barcode,
    pieces: Number(String(row.quantity).replace(THOUSAND, "")),
  }));
  const rest = { member_price: product.member_price ?? null, retired: product.state === "retired", barcodes };
  return { code, name, spec, category_id, unit_kind, unit_name, price, cost, tax_rate, discountable, ...rest };
}

const filled = (rows: BarcodeRow[]) => rows.filter((row) => row.barcode.trim() !== "");

/** Keys of language texts, by field; an empty record means that the form may be sent. */
export function problemsOf(form: ProductForm): ProductProblems {
  const problems: ProductProblems = {};
  for (const field of ["code", "name", "unit_name"] as const)
    if (form[field].trim() === "") problems[field] = "office.product.missing";
  if (form.category_id === "") problems.category_id = "office.product.missing_category";
  if (memberPaysMore(form)) problems.member_price = "office.product.member_pays_more";
  const codes = filled(form.barcodes).map((row) => row.barcode.trim());
  if (codes.some((code) => !/^\d{1,48}$/.test(code))) problems.barcodes = "office.product.barcode_form";
  else if (new Set(codes).size !== codes.length) problems.barcodes = "office.product.barcode_twice";
  else if (filled(form.barcodes).some((row) => !row.pieces)) problems.barcodes = "office.product.barcode_pieces";
  return problems;
}

export function draftOf(form: ProductForm, expected_version: number | null): ProductDraft | null {
  if (form.price === null || Object.keys(problemsOf(form)).length > 0) return null;
  return {
    code: form.code.trim(),
    name: form.name.trim(),
    spec: form.spec.trim(),
    category_id: form.category_id,
    unit_kind: form.unit_kind,
    unit_name: form.unit_name.trim(),
    price: form.price,
    ...(form.member_price === null ? {} : { member_price: form.member_price }),
    cost: form.cost ?? 0,
    tax_rate: form.tax_rate,
    discountable: form.discountable,
    state: form.retired ? "retired" : "active",
    barcodes: filled(form.barcodes).map((row) => ({
      barcode: row.barcode.trim(),
      quantity: Number(`${row.pieces}000`),
    })),
    ...(expected_version === null ? {} : { expected_version }),
  };
}

/** A member must not pay more than everybody else. */
export const memberPaysMore = (form: ProductForm) =>
  form.price !== null && form.member_price !== null && form.member_price > form.price;
/** Allowed, but perhaps a slip. */
export const soldBelowCost = (form: ProductForm) => form.price !== null && form.cost !== null && form.cost > form.price;
