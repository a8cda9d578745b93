// The one book of operations, with this till's database and server.
import { database } from "../journal/database";
import { connection } from "../session/connection";
import { server } from "../session/session_store";
import { Operations } from "./operations";

export const operations = new Operations(database, server);

/** What was asked and not answered is asked again as soon as somebody can answer. */
async function askAgain(): Promise<void> {
  for (const waiting of await operations.unanswered()) await operations.ask(waiting);
}
connection.whenBack(() => void askAgain());
void operations.forgetOld();
