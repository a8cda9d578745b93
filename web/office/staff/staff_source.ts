// Where the staff screens get their data, and where they send it.
import { ask, server } from "../server/client";
import type { Person, PersonDraft, Session, Till } from "../server/schema";

export const peopleOf = async (): Promise<Person[]> => (await ask(server.GET("/v1/staff"))).people;
export const savePerson = (staff_id: string, body: PersonDraft): Promise<Person> =>
  ask(server.PUT("/v1/staff/{staff_id}", { params: { path: { staff_id } }, body }));

export const sessionsOf = async (staff_id: string): Promise<Session[]> =>
  (await ask(server.GET("/v1/sessions", { params: { query: { staff_id } } }))).sessions;
export const endSession = (session_id: string) =>
  ask(server.DELETE("/v1/sessions/{session_id}", { params: { path: { session_id } } }));

export const tillsOf = async (): Promise<Till[]> => (await ask(server.GET("/v1/tills"))).tills;
export const revokeTill = (till_id: string) =>
  ask(server.DELETE("/v1/tills/{till_id}", { params: { path: { till_id } } }));
