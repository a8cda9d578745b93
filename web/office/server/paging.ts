// Cursor paging: pages are asked for one after the other and appended; an answer to an older question is dropped.
export interface Page<Row> {
  rows: Row[];
  next?: string | null;
  total?: number;
}
export type Fetch<Row> = (cursor: string | null, signal: AbortSignal) => Promise<Page<Row>>;

export interface Paging<Row> {
  rows: Row[];
  next: string | null;
  total: number | null;
  loading: boolean;
  error: unknown;
}

export const emptyPaging = <Row>(): Paging<Row> => ({ rows: [], next: null, total: null, loading: false, error: null });

export class Pager<Row> {
  private asked = 0;
  private running: AbortController | null = null;
  private fetch: Fetch<Row> | null = null;

  constructor(readonly state: Paging<Row>) {}

  /** Starts from the first page; the old rows stay on the screen until the new ones are there. */
  start(fetch: Fetch<Row>): Promise<void> {
    this.fetch = fetch;
    return this.load(null);
  }

  more(): Promise<void> {
    if (this.state.loading || !this.state.next) return Promise.resolve();
    return this.load(this.state.next);
  }

  again(): Promise<void> {
    return this.load(null);
  }

  private async load(cursor: string | null): Promise<void> {
    if (!this.fetch) return;
    this.running?.abort();
    this.running = new AbortController();
    const mine = ++this.asked;
    this.state.loading = true;
    this.state.error = null;
    try {
      const page = await this.fetch(cursor, this.running.signal);
      if (mine !== this.asked) return;
      this.state.rows = cursor === null ? page.rows : [...this.state.rows, ...page.rows];
      this.state.next = page.next ?? null;
      this.state.total = page.total ?? null;
    } catch (problem) {
      if (mine === this.asked) this.state.error = problem;
    } finally {
      if (mine === this.asked) this.state.loading = false;
    }
  }
}
