// Runs the browser suites one after the other and ends with the count line that CI reads.
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const files = process.argv.length > 2 ? process.argv.slice(2) : readdirSync(here).filter((name) => name.endsWith('.test.mjs')).map((name) => join(here, name))
let failed = 0
let passed = 0
const stream = run({ files, concurrency: 1, timeout: 300_000 })
stream.on('test:fail', () => failed++)
stream.on('test:pass', () => passed++)
stream.compose(new spec()).pipe(process.stdout)
stream.on('end', () => {
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed ? 1 : 0
})
