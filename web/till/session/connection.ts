// Is the server there? Known from the last request that anybody made, and asked again while nothing else is said.
import { ref } from "vue";

const QUIET_MS = 10_000;

class Connection {
  readonly online = ref(navigator.onLine);
  private timer = 0;
  private readonly listeners = new Set<() => void>();

  start(): void {
    window.addEventListener("offline", () => this.report(false));
    window.addEventListener("online", () => void this.ask());
    void this.ask();
  }

  /** Called each time the server is reachable again. */
  whenBack(listener: () => void): void {
    this.listeners.add(listener);
  }

  report(answered: boolean): void {
    const back = answered && !this.online.value;
    this.online.value = answered;
    this.again();
    if (back) for (const listener of this.listeners) listener();
  }

  private again(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(), QUIET_MS);
  }

  private async ask(): Promise<void> {
    try {
      const response = await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(5000) });
      this.report(response.ok);
    } catch {
      this.report(false);
    }
  }
}

export const connection = new Connection();
