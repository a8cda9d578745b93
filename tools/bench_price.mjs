// The WebAssembly half of ./x bench price. Reads what bench_price --emit wrote. A call is what the till does on
// each scan: basket to JSON, price, JSON to an object. The floor adds up the lines in JavaScript.
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { instantiate } from './wasm_engine.mjs'

const engine = instantiate(readFileSync(process.argv[2]))
const at = process.argv.indexOf('--runs')
const runs = at > 0 ? Math.max(1, Number(process.argv[at + 1])) : 3
const microseconds = () => Number(process.hrtime.bigint()) / 1000
const middle = (list, share = 0.5) => list.sort((a, b) => a - b)[Math.floor(list.length * share)]
let sink = 0

// Each basket's time is the median over the runs, so that a busy machine does not show; p50 and p99 over baskets.
function measure(baskets, work) {
  const times = baskets.map(() => [])
  for (let run = 0; run <= runs; run++) {
    baskets.forEach((basket, i) => {
      const start = microseconds()
      work(basket)
      if (run > 0) times[i].push(microseconds() - start)
    })
  }
  const medians = times.map((list) => middle(list))
  return [middle(medians), middle(medians, 0.99), Math.max(...medians)]
}

function row(lines, promotions, baskets) {
  const price = measure(baskets, (basket) => {
    sink += JSON.parse(engine.call('price', JSON.stringify(basket))).payable
  })
  const floor = measure(baskets, (basket) => {
    for (const line of basket.lines) sink += Math.round((line.unit_price * line.quantity) / 1000)
  })
  const figures = [...price, floor[0]].map((us) => us.toFixed(1).padStart(7))
  console.log(`${lines.padStart(5)} ${promotions.padStart(10)} ${figures.join(' ')} ${(price[0] / floor[0]).toFixed(0).padStart(7)}`)
}

console.log(`WebAssembly in node ${process.version}, microseconds per basket with JSON, each basket its median of ${runs} runs`)
console.log('                     call                   floor     call/')
console.log('lines promotions     p50     p99   worst     p50    floor')
let size = null
let baskets = []
const finish = () => size && row(size[0], size[1], baskets)
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const [word, rest] = [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]
  if (word === 'size') {
    finish()
    size = rest.split(' ')
    baskets = []
  } else if (word === 'rules') engine.call('set_rules', rest)
  else baskets.push(JSON.parse(rest))
}
finish()
if (!sink) process.exit(1)
