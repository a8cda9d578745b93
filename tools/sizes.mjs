// House rule 7: functions at most 70 lines, web components under 200, tools under 400, room READMEs at most 40.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' }).split('\n')
const problems = []
const count = (path) => readFileSync(path, 'utf8').split('\n').length - 1

for (const path of listed) {
  let lines
  try {
    lines = /\.(cpp|hpp|vue|mjs|sh|md)$/.test(path) ? readFileSync(path, 'utf8').split('\n') : null
  } catch {
    continue // deleted but still listed
  }
  if (!lines) continue
  if (/^src\/.*\.(cpp|hpp)$/.test(path) && !/_(test|fuzz|bench)\.cpp$|_data\.cpp$/.test(path)) checkFunctions(path, lines)
  if (/^web\/.*\.vue$/.test(path) && lines.length - 1 > 200) problems.push(`${path}: ${lines.length - 1} lines, a component has at most 200`)
  if (/^tools\/.*\.(mjs|sh)$/.test(path) && lines.length - 1 > 400) problems.push(`${path}: ${lines.length - 1} lines, a tool has at most 400`)
  if (/^src\/[^/]+\/README\.md$/.test(path) && lines.length - 1 > 40) problems.push(`${path}: ${lines.length - 1} lines, a room's README has at most 40`)
}

// clang-format puts a function's closing brace in the column of its first line: a definition starts in the
// first column, may go on over several lines, and ends its head with "{".
function checkFunctions(path, lines) {
  let head = ''
  let start = -1
  let open = false
  for (let i = 0; i < lines.length; ++i) {
    const line = lines[i]
    if (open) {
      if (!/^\}/.test(line)) continue
      if (i - start + 1 > 70) problems.push(`${path}:${start + 1}: a function of ${i - start + 1} lines, at most 70`)
      open = false
      head = ''
      continue
    }
    if (line === '' || /^(\/\/|#|\}|template)/.test(line) || /[;}]$/.test(line)) {
      head = ''
      continue
    }
    if (head === '' && /^\s/.test(line)) continue // inside a class
    if (head === '') start = i
    head += line
    if (!line.endsWith('{')) continue
    if (/\)/.test(head) && !/^(namespace|struct|class|enum|union|extern|TEST|RC_GTEST)\b/.test(head) && !/[={]\s*\{$/.test(head)) open = true
    else head = ''
  }
}
for (const problem of problems) console.error(problem)
process.exit(problems.length ? 1 : 0)
