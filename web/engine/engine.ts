// The pricing engine (C++ compiled to WebAssembly) behind typed calls. Everything is decided from zero on each
// call; what comes back is what the server would say, byte for byte. A refusal is thrown as EngineRefusal; a
// broken program as EngineBroken, after which the engine carries on with a fresh instance and the same rules.
import type * as wire from "./wire.ts";

export type * from "./wire.ts";

export class EngineRefusal extends Error {
  constructor(readonly body: wire.RefusalBody) {
    super(`${body.code}: ${body.text_en}`);
    this.name = "EngineRefusal";
  }
}

export class EngineBroken extends Error {
  constructor(operation: string, cause: unknown) {
    super(`the engine stopped in ${operation}`, { cause });
    this.name = "EngineBroken";
  }
}

interface Exports {
  memory: WebAssembly.Memory;
  _initialize(): void;
  engine_input(size: number): number;
  engine_output(): number;
  engine_output_size(): number;
}

type Operation =
  | "set_rules"
  | "price"
  | "explain"
  | "refund"
  | "settle"
  | "read_code"
  | "line_of"
  | "check_draft"
  | "kinds"
  | "digest";

/** A priced basket: its values, the canonical bytes as text, and their digest (SaleRequest.price_digest). */
export class Priced {
  readonly basket: wire.PricedBasket;
  readonly text: string;
  #digest: (() => string) | string;

  constructor(text: string, digest: () => string) {
    this.basket = JSON.parse(text) as wire.PricedBasket;
    this.text = text;
    this.#digest = digest;
  }

  get digest(): string {
    if (typeof this.#digest !== "string") this.#digest = this.#digest();
    return this.#digest;
  }
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const NO_SYSTEM = 52; // WASI's ENOSYS: the engine touches no file, clock or network

export class Engine {
  #module: WebAssembly.Module;
  #exports: Exports;
  #rules = "";

  constructor(module: WebAssembly.Module) {
    this.#module = module;
    this.#exports = this.#instantiate();
  }

  #instantiate(): Exports {
    const imports: Record<string, Record<string, () => number>> = {};
    for (const { module, name } of WebAssembly.Module.imports(this.#module))
      (imports[module] ??= {})[name] = () => NO_SYSTEM;
    const exports = new WebAssembly.Instance(this.#module, imports).exports as unknown as Exports;
    exports._initialize();
    return exports;
  }

  #run(operation: Operation, input: string): string {
    try {
      return this.#call(operation, input);
    } catch (cause) {
      if (cause instanceof EngineRefusal) throw cause;
      this.#exports = this.#instantiate();
      if (this.#rules && operation !== "set_rules") this.#call("set_rules", this.#rules);
      throw new EngineBroken(operation, cause);
    }
  }

  #call(operation: Operation, input: string): string {
    const { memory, engine_input, engine_output, engine_output_size, ...calls } = this.#exports;
    const bytes = encoder.encode(input);
    const at = engine_input(bytes.length);
    new Uint8Array(memory.buffer, at, bytes.length).set(bytes);
    const call = (calls as unknown as Record<string, () => number>)[`engine_${operation}`];
    if (!call) throw new Error(`engine.wasm is older than this page: it has no ${operation}`);
    const done = call();
    const output = decoder.decode(new Uint8Array(memory.buffer, engine_output(), engine_output_size()));
    if (!done) throw new EngineRefusal(JSON.parse(output) as wire.RefusalBody);
    return output;
  }

  /** Rules as JSON text (of the snapshot) or as an object; what was loaded before stays when they are refused. */
  load(rules: string | wire.Rules): { version: number; promotions: number } {
    const text = typeof rules === "string" ? rules : JSON.stringify(rules);
    const loaded = JSON.parse(this.#run("set_rules", text)) as { version: number; promotions: number };
    this.#rules = text;
    return loaded;
  }

  price(basket: wire.Basket): Priced {
    const text = this.#run("price", JSON.stringify(basket));
    return new Priced(text, () => JSON.parse(this.#run("digest", text)) as string);
  }

  /** Why the basket costs what it costs: from the same search as price(). */
  explain(basket: wire.Basket): wire.Explanation {
    return JSON.parse(this.#run("explain", JSON.stringify(basket))) as wire.Explanation;
  }

  refund(request: wire.RefundRequest): wire.RefundPlan {
    return JSON.parse(this.#run("refund", JSON.stringify(request))) as wire.RefundPlan;
  }

  /** Cash over the counter: either it suffices and there may be change, or some is missing. */
  settle(payable: number, tendered: number): { change: number; missing: number } {
    return JSON.parse(this.#run("settle", JSON.stringify({ payable, tendered }))) as wire.Settlement;
  }

  /** What a scanned code says; throws EngineRefusal for a misread one and for what names no goods. */
  readCode(scan: wire.CodeScan): wire.ScannedCode {
    return JSON.parse(this.#run("read_code", JSON.stringify(scan))) as wire.ScannedCode;
  }

  /** The line that a code makes of the product it names; throws EngineRefusal, for instance for expired goods. */
  lineOf(question: wire.LineQuestion): wire.ScannedLine {
    return JSON.parse(this.#run("line_of", JSON.stringify(question))) as wire.ScannedLine;
  }

  /** Throws EngineRefusal with the reason when the promotion makes no sense. */
  checkDraft(draft: wire.PromotionDraft): void {
    this.#run("check_draft", JSON.stringify(draft));
  }

  kinds(): wire.KindDescription[] {
    return (JSON.parse(this.#run("kinds", "")) as { kinds: wire.KindDescription[] }).kinds;
  }
}

/** From bytes (node, cache) or an address (browser; pass what `engine.wasm?url` gives). */
export async function loadEngine(source: BufferSource | string | URL): Promise<Engine> {
  if (typeof source !== "string" && !(source instanceof URL)) return new Engine(await WebAssembly.compile(source));
  const response = await fetch(source);
  if (!response.ok) throw new Error(`engine.wasm: ${response.status}`);
  return new Engine(await WebAssembly.compile(await response.arrayBuffer()));
}
