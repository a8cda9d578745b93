// The one way to the server: typed paths from the contract, the session's token, and refusals as exceptions.
// A 401 ends the session in this browser; whoever registered with onSessionEnd leads the person to the log-in page.
import createClient from "openapi-fetch";
import type { paths } from "./schema";
import { offline, Refusal, refusalOf } from "./refusal";

let token: string | null = null;
let sessionEnded: (refusal: Refusal) => void = () => {};

export function useToken(value: string | null) {
  token = value;
}
export function onSessionEnd(handler: (refusal: Refusal) => void) {
  sessionEnded = handler;
}

export function serverHeaders(): Record<string, string> {
  const language = document.documentElement.lang || "zh-CN";
  return { "Accept-Language": language, ...(token ? { Authorization: `Bearer ${token}` } : {}) };
}

export const server = createClient<paths>({ baseUrl: "/" });
server.use({
  onRequest({ request }) {
    for (const [name, value] of Object.entries(serverHeaders())) request.headers.set(name, value);
    return request;
  },
});

export function refuse(status: number, body: unknown): never {
  const refusal = refusalOf(status, body);
  if (refusal.family === "unauthenticated" && token) sessionEnded(refusal);
  throw refusal;
}

interface Reply<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** Waits for a reply and gives its data; throws a Refusal when the server said no or could not be reached. */
export async function ask<T>(reply: Promise<Reply<T>>): Promise<NonNullable<T>> {
  let answer: Reply<T>;
  try {
    answer = await reply;
  } catch (problem) {
    if (problem instanceof DOMException && problem.name === "AbortError") throw problem;
    throw offline();
  }
  if (!answer.response.ok) refuse(answer.response.status, answer.error);
  return (answer.data ?? {}) as NonNullable<T>;
}
