// Asks the server. Nothing here throws for what a server or a network does: the answer says what happened.
import type { ErrorBody } from "./types";

export type Reply<T> =
  | { ok: true; value: T }
  /** status 0: nobody answered */
  | { ok: false; status: number; error: ErrorBody | null };

export interface ServerOptions {
  headers: () => Record<string, string>;
  /** told after each request whether anybody answered */
  reached?: (answered: boolean) => void;
  fetch?: typeof fetch;
}

const TIMEOUT_MS = 15_000;
/** For what may be large, such as the first snapshot over a slow line. */
export const LONG_TIMEOUT_MS = 180_000;

export class Server {
  constructor(private readonly options: ServerOptions) {}

  get = <T>(path: string, query?: Record<string, string | number>, timeout_ms?: number) =>
    this.ask<T>("GET", withQuery(path, query), undefined, timeout_ms);
  put = <T>(path: string, body: unknown) => this.ask<T>("PUT", path, body);
  post = <T>(path: string, body?: unknown) => this.ask<T>("POST", path, body);
  delete = <T>(path: string) => this.ask<T>("DELETE", path);

  async ask<T>(method: string, path: string, body?: unknown, timeout_ms = TIMEOUT_MS): Promise<Reply<T>> {
    let response: Response;
    try {
      response = await (this.options.fetch ?? fetch)(path, {
        method,
        headers: {
          accept: "application/json",
          "accept-language": document.documentElement.lang || "zh-CN",
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...this.options.headers(),
        },
        body: body === undefined ? null : JSON.stringify(body),
        signal: AbortSignal.timeout(timeout_ms),
        cache: "no-store",
        credentials: "omit",
      });
    } catch {
      this.options.reached?.(false);
      return { ok: false, status: 0, error: null };
    }
    return this.read<T>(response);
  }

  private async read<T>(response: Response): Promise<Reply<T>> {
    let value: unknown;
    try {
      const text = await response.text();
      value = text === "" ? null : JSON.parse(text);
    } catch {
      // A gateway's page instead of our server's JSON, or a reply cut in the middle: nobody answered.
      this.options.reached?.(false);
      return { ok: false, status: 0, error: null };
    }
    const ours = response.ok || isError(value);
    this.options.reached?.(ours);
    if (response.ok) return { ok: true, value: value as T };
    return { ok: false, status: ours ? response.status : 0, error: ours ? (value as ErrorBody) : null };
  }
}

function isError(value: unknown): value is ErrorBody {
  return typeof value === "object" && value !== null && "code" in value && "family" in value;
}

function withQuery(path: string, query?: Record<string, string | number>): string {
  if (!query) return path;
  return `${path}?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))}`;
}
