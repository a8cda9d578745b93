// Reads what price_cases wrote and asks the WebAssembly engine the same: every answer must have equal bytes.
// Usage: price_cases --emit FILE… | node tools/golden.mjs build/wasm/engine.wasm
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { instantiate } from './wasm_engine.mjs'

const engine = instantiate(readFileSync(process.argv[2] ?? 'build/wasm/engine.wasm'))
let compared = 0
let failed = 0
let asked = ''
let basket = ''

function compare(what, native, wasm) {
  compared++
  if (native === wasm) return
  failed++
  if (failed > 3) return
  let at = 0
  while (native[at] === wasm[at]) at++
  const near = (text) => `…${text.slice(Math.max(0, at - 60), at + 60)}…`
  console.error(`${what} differs\n  native ${near(native)}\n  wasm   ${near(wasm)}\n  asked  ${asked}`)
}

const word = {
  rules: (json) => engine.call('set_rules', json),
  basket: (json) => (basket = json),
  priced: (json) => compare('price', json, engine.call('price', (asked = basket))),
  digest: (json) => compare('digest', json, engine.call('digest', engine.call('price', basket))),
  explained: (json) => compare('explain', json, engine.call('explain', (asked = basket))),
  refund: (json) => (asked = json),
  plan: (json) => compare('refund', json, engine.call('refund', asked)),
}
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const space = line.indexOf(' ')
  const act = word[line.slice(0, space)]
  if (!act) throw new Error(`not a line of price_cases: ${line.slice(0, 80)}`)
  act(line.slice(space + 1))
}
if (compared < 100) throw new Error(`only ${compared} answers to compare`)
console.log(`${compared - failed} of ${compared} answers equal in native and WebAssembly`)
process.exit(failed ? 1 : 0)
