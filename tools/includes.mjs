// The include graph between rooms. Prints it, or with --check compares it with tools/includes.txt, or with
// --write renews that file. Always refuses what the house forbids: an include upwards, a pure file that
// touches the platform, a route file that speaks SQL.
import { readFileSync, readdirSync, writeFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const below = {
  kernel: [],
  wire: ['kernel'],
  platform: ['kernel', 'wire'],
  catalog: ['kernel', 'wire', 'platform'],
  members: ['kernel', 'wire', 'platform'],
  ledger: ['kernel', 'wire', 'platform'],
  staff: ['kernel', 'wire', 'platform'],
  // the engine: prices call kinds, kinds speak the engine's types
  pricing: ['kernel', 'wire', 'promotions'],
  promotions: ['kernel', 'wire', 'platform', 'pricing', 'catalog'],
  inventory: ['kernel', 'wire', 'platform', 'catalog'],
  wallet: ['kernel', 'wire', 'platform', 'catalog', 'members', 'ledger', 'staff', 'pricing', 'promotions'],
  checkout: ['kernel', 'wire', 'platform', 'catalog', 'members', 'ledger', 'staff', 'pricing', 'promotions', 'inventory', 'wallet'],
  insight: ['kernel', 'wire', 'platform', 'catalog', 'members', 'ledger', 'staff', 'pricing', 'promotions', 'inventory', 'wallet', 'checkout'],
}
const impure = /_(store|flow|api|client|test|fuzz|bench)\.(cpp|hpp)$/

function* files(folder) {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) yield* files(path)
    else if (/\.(cpp|hpp)$/.test(name)) yield path
  }
}

const edges = new Map()
const problems = []
for (const path of files('src')) {
  const room = path.split('/')[1]
  const isTest = /_(test|fuzz|bench)\.cpp$/.test(path)
  const text = readFileSync(path, 'utf8')
  for (const [, target] of text.matchAll(/^#include "([^"]+)"/gm)) {
    const other = target.includes('/') ? target.split('/')[0] : target.replace(/_sql\.hpp$/, '')
    if (/_sql\.hpp$/.test(target) && /_api\.(cpp|hpp)$/.test(path)) problems.push(`${path}: routes must not speak SQL (${target})`)
    if (isTest || room === 'programs' || other === room || other === 'generated') continue
    if (!(other in below)) continue
    if (!below[room]?.includes(other)) problems.push(`${path}: ${room} must not include ${other} (${target})`)
    if (room !== 'platform' && other === 'platform' && !impure.test(path)) problems.push(`${path}: a pure file must not include ${target}`)
    const edge = `${room} -> ${other}`
    edges.set(edge, (edges.get(edge) ?? 0) + 1)
  }
}
const graph = [...edges.keys()].sort().join('\n') + '\n'
const mode = process.argv[2]
if (mode === '--write') writeFileSync('tools/includes.txt', graph)
else if (mode === '--check') {
  let committed = ''
  try {
    committed = readFileSync('tools/includes.txt', 'utf8')
  } catch {}
  if (committed !== graph) problems.push('tools/includes.txt is not the graph of today: node tools/includes.mjs --write, and look at the difference')
} else process.stdout.write(graph)
for (const problem of problems) console.error(problem)
process.exit(problems.length ? 1 : 0)
