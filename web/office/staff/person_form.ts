// A person as the form has him. An empty password keeps the old one; a new person needs one.
import type { Person, PersonDraft, Role } from "../server/schema";

export interface PersonForm {
  login: string;
  name: string;
  role: Role;
  left: boolean;
  password: string;
}
export type PersonProblems = Partial<Record<"login" | "name" | "password", string>>;

export const PASSWORD_LENGTH = 8;

export const personFormOf = (person: Person | null): PersonForm =>
  person
    ? { login: person.login, name: person.name, role: person.role, left: person.state === "left", password: "" }
    : { login: "", name: "", role: "cashier", left: false, password: "" };

/** The server counts bytes; a Chinese character has three. */
const bytes = (text: string) => new TextEncoder().encode(text).length;

export function personProblems(form: PersonForm, fresh: boolean): PersonProblems {
  const problems: PersonProblems = {};
  if (!/^\S{1,64}$/.test(form.login.trim())) problems.login = "office.person.login_form";
  if (form.name.trim() === "") problems.name = "office.person.name_missing";
  if (fresh && form.password === "") problems.password = "office.person.password_missing";
  else if (form.password !== "" && bytes(form.password) < PASSWORD_LENGTH)
    problems.password = "office.person.password_short";
  return problems;
}

export function personDraftOf(form: PersonForm, fresh: boolean): PersonDraft | null {
  if (Object.keys(personProblems(form, fresh)).length > 0) return null;
  return {
    login: form.login.trim(),
    name: form.name.trim(),
    role: form.role,
    state: form.left ? "left" : "active",
    ...(form.password === "" ? {} : { password: form.password }),
  };
}
