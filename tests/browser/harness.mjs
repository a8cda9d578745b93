// A shop to click through: the real program on a fresh data folder, Debian's Chromium, and a proxy that can
// lose a reply or kill the server after a commit. Every page is watched for console errors.
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const require = createRequire(join(root, 'web/package.json'))
export const { chromium } = require('playwright-core')
export const axeSource = require('axe-core').source

const program = process.env.HUIJI_PROGRAM ?? join(root, 'build/development/huiji')

// Steps of one story: after one that failed the rest fail at once, for they stand on it.
export function story() {
  let broken = false
  return (name, work) =>
    test(name, async () => {
      assert.ok(!broken, 'an earlier step failed')
      broken = true
      await work()
      broken = false
    })
}

export class Shop {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'huiji-browser-'))
    this.mode = 'pass' // of the proxy: pass | down | kill-after-commit
    this.lose = null // a pattern: the next request to such an address is done, and its reply is lost
    this.seen = [] // every write that went through the proxy
  }

  async open() {
    await this.startServer(0)
    this.proxy = http.createServer((request, response) => this.forward(request, response))
    await new Promise((ready) => this.proxy.listen(0, '127.0.0.1', ready))
    this.url = `http://127.0.0.1:${this.proxy.address().port}`
    return this
  }

  // Waits for the port that the program prints as its address.
  startServer(port) {
    const child = spawn(program, ['serve', '--demo', '--port', String(port), '--data', this.folder, '--web', join(root, 'build/web')])
    this.server = child
    let printed = ''
    return new Promise((ready, fail) => {
      const timer = setTimeout(() => fail(new Error(`the server did not start:\n${printed}`)), 60_000)
      const listen = (chunk) => {
        printed += chunk
        const match = printed.match(/http:\/\/127\.0\.0\.1:(\d+)\//)
        if (!match || !/Ctrl\+C/.test(printed)) return
        clearTimeout(timer)
        this.port = Number(match[1])
        this.printed = printed
        ready()
      }
      child.stdout.on('data', listen)
      child.stderr.on('data', listen)
      child.on('exit', (code) => fail(new Error(`the server ended with ${code}:\n${printed}`)))
    })
  }

  kill() {
    return new Promise((gone) => {
      if (this.server.exitCode !== null || this.server.signalCode) return gone()
      this.server.removeAllListeners('exit')
      this.server.on('exit', gone)
      this.server.kill('SIGKILL')
    })
  }

  restart() {
    return this.startServer(this.port)
  }

  forward(request, response) {
    const chunks = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      if (this.mode === 'down') return response.destroy()
      const body = Buffer.concat(chunks)
      const write = request.method === 'PUT' && /^\/v1\/(sales|returns|members)\//.test(request.url)
      const lost = this.lose?.test(request.url) ?? false
      if (lost) this.lose = null
      const record = { method: request.method, url: request.url, headers: request.headers, body: body.toString() }
      const onward = http.request(
        { host: '127.0.0.1', port: this.port, method: request.method, path: request.url, headers: request.headers },
        (answer) => {
          record.status = answer.statusCode
          if (write) this.seen.push(record)
          if (write && this.mode === 'kill-after-commit') {
            // The commit is done, its answer is here: the power fails before the till hears it.
            this.mode = 'down'
            answer.destroy()
            response.destroy()
            void this.kill()
            return
          }
          if (lost) {
            answer.resume()
            // A gateway's page: a browser sends a request again by itself when its connection breaks.
            response.writeHead(502, { 'content-type': 'text/html' })
            return response.end('<html>Bad gateway</html>')
          }
          response.writeHead(answer.statusCode, answer.headers)
          answer.pipe(response)
        },
      )
      onward.on('error', () => response.destroy())
      onward.end(body)
    })
  }

  async login(login, password) {
    const reply = await fetch(`${this.url}/v1/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, password }),
    })
    if (reply.status !== 200) throw new Error(`log-in of ${login}: ${reply.status} ${await reply.text()}`)
    return (await reply.json()).token
  }

  async get(path, token) {
    const reply = await fetch(this.url + path, { headers: { authorization: `Bearer ${token}` } })
    return { status: reply.status, body: await reply.json() }
  }

  async put(path, body, token) {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
    const reply = await fetch(this.url + path, { method: 'PUT', headers, body: JSON.stringify(body) })
    const text = await reply.text()
    if (!reply.ok) throw new Error(`PUT ${path}: ${reply.status} ${text}`)
    return text ? JSON.parse(text) : null
  }

  // Sends a recorded write again, as it was.
  async repeat(record) {
    const reply = await fetch(this.url + record.url, { method: record.method, headers: pickHeaders(record.headers), body: record.body })
    return { status: reply.status, text: await reply.text() }
  }

  // The demo's log-ins are printed by `serve`: "login password (name)".
  password(login) {
    const match = this.printed.match(new RegExp(`\\b${login}\\s+(\\S+)`))
    if (!match) throw new Error(`no password of ${login} in:\n${this.printed}`)
    return match[1]
  }

  verify() {
    return execFileSync(program, ['verify', '--data', this.folder], { encoding: 'utf8' })
  }

  async close() {
    await this.kill()
    this.proxy?.closeAllConnections()
    this.proxy?.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

function pickHeaders(headers) {
  const kept = {}
  for (const name of ['content-type', 'authorization', 'till-token', 'accept-language']) if (headers[name]) kept[name] = headers[name]
  return kept
}

export function launch() {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
}

// A page that remembers what went wrong in it.
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', ...options })
  const page = await context.newPage()
  page.errors = []
  page.on('pageerror', (error) => page.errors.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource|net::ERR_/.test(message.text())) page.errors.push(message.text())
  })
  return page
}

// Of the page at rest: what is fading in or out has no contrast of its own.
export async function seriousAxeFindings(page) {
  await page.evaluate(axeSource)
  await page.waitForFunction(
    () => !document.querySelector('[class*="-leave-active"], [class*="-enter-active"], .notice'),
    null,
    { timeout: 15_000 },
  ).catch(() => undefined)
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }))
  return result.violations
    .filter((violation) => ['serious', 'critical'].includes(violation.impact))
    .map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(' ')).slice(0, 3).join(' | ')}`)
}

export const by = (page, id) => page.locator(`[data-testid="${id}"]`)

export async function waitFor(what, condition, ms = 20_000) {
  const end = Date.now() + ms
  while (Date.now() < end) {
    if (await condition()) return
    await new Promise((wait) => setTimeout(wait, 100))
  }
  throw new Error(`waited in vain for: ${what}`)
}

// Enrols the page as a till of this name, logs the person in and waits for the goods.
export async function openTill(page, shop, { name = '一号收银台', person = 'cashier' } = {}) {
  await page.goto(shop.url + '/till/')
  await by(page, 'login-name').fill('manager')
  await by(page, 'login-password').fill(shop.password('manager'))
  await by(page, 'enrol-name').fill(name)
  await by(page, 'enrol-submit').click()
  await by(page, 'login-submit').waitFor()
  await by(page, 'login-name').fill(person)
  await by(page, 'login-password').fill(shop.password(person))
  await page.keyboard.press('Enter')
  await by(page, 'scan-input').waitFor()
  await waitFor('the goods', async () => (await by(page, 'connection-badge').count()) > 0)
}
