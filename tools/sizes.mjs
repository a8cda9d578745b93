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

// clang-format puts a function's closing brace in the column of its first line.
function checkFunctions(path, lines) {
  let start = -1
  for (let i = 0; i < lines.length; ++i) {
    if (start < 0 && /^[A-Za-z].*[({,]$|^[A-Za-z].*\) (const )?\{$/.test(lines[i]) && !/^(namespace|struct|class|enum|union|extern)\b/.test(lines[i]) && !/= \{$/.test(lines[i])) start = i
    if (start >= 0 && /^[};]/.test(lines[i])) {
      const length = i - start + 1
      if (length > 70) problems.push(`${path}:${start + 1}: a function of ${length} lines, at most 70`)
      start = -1
    }
  }
}
for (const problem of problems) console.error(problem)
process.exit(problems.length ? 1 : 0)
