// The one that gives back, with this till's database and server.
import { database } from "../journal/database";
import { connection } from "../session/connection";
import { server } from "../session/session_store";
import { GivingBack } from "./give_back";

export const givingBack = new GivingBack(database, server);
connection.whenBack(() => void givingBack.now());
