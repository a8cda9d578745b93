// A card by its number, as it was scanned or typed.
import type { CardView } from "@api/types";
import type { Reply } from "@api/server";
import { server } from "../session/session_store";

export const findCard = (number: string): Promise<Reply<CardView>> =>
  server.get<CardView>(`/v1/card-numbers/${number}`);
