import { describe, expect, it } from "vitest";
import { personDraftOf, personFormOf, personProblems } from "./person_form";

const wang = {
  staff_id: "018f0000-0000-7000-8000-000000000001",
  login: "wang",
  name: "王芳",
  role: "manager",
  state: "active",
} as const;

describe("a person's form", () => {
  it("keeps the password when none is typed", () => {
    expect(personDraftOf(personFormOf(wang), false)).toEqual({
      login: "wang",
      name: "王芳",
      role: "manager",
      state: "active",
    });
  });
  it("asks a new person for everything", () =>
    expect(personProblems(personFormOf(null), true)).toEqual({
      login: "office.person.login_form",
      name: "office.person.name_missing",
      password: "office.person.password_missing",
    }));
  it("does not take a short password or a log-in with a blank", () => {
    expect(personProblems({ ...personFormOf(wang), password: "1234567" }, false)).toHaveProperty("password");
    expect(personProblems({ ...personFormOf(wang), login: "wang fang" }, false)).toHaveProperty("login");
    expect(personDraftOf({ ...personFormOf(wang), password: "12345678" }, false)?.password).toBe("12345678");
  });
  it("says who has left", () =>
    expect(personDraftOf({ ...personFormOf(wang), left: true }, false)?.state).toBe("left"));
});
