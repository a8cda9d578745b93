// The till as a cashier uses it: online, offline, with lost replies, a server that dies after the commit,
// double clicks and two tabs. In the end the books are checked by the program itself.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { by, launch, openPage, seriousAxeFindings, Shop, waitFor } from './harness.mjs'

let shop, browser, page, manager, goods

// A keyboard-wedge scanner: fast keys and Enter.
async function scan(target, code) {
  await target.keyboard.type(code, { delay: 2 })
  await target.keyboard.press('Enter')
}

async function payCash(target) {
  await by(target, 'pay-open').click()
  await by(target, 'pay-confirm').waitFor()
  await by(target, 'pay-confirm').click()
  await by(target, 'receipt').waitFor()
}

const salesOfToday = async () => {
  const today = await shop.get('/v1/days', manager)
  const days = today.body.days ?? []
  return days.reduce((count, day) => count + day.sales, 0)
}

const sentSales = () => shop.seen.filter((write) => write.url.startsWith('/v1/sales/'))

before(async () => {
  shop = await new Shop().open()
  browser = await launch()
  page = await openPage(browser)
  manager = await shop.login('manager', shop.password('manager'))
  const products = await shop.get('/v1/products?q=&limit=50', manager)
  goods = products.body.products.filter((product) => product.unit_kind === 'piece' && product.barcodes.length > 0)
  assert.ok(goods.length >= 5, 'the demo shop has goods with barcodes')
})

after(async () => {
  await browser?.close()
  await shop?.close()
})

test('a manager enrols the till once, a cashier logs in by keyboard', async () => {
  await page.goto(shop.url + '/till/')
  await by(page, 'login-name').fill('manager')
  await by(page, 'login-password').fill(shop.password('manager'))
  await by(page, 'enrol-name').fill('一号收银台')
  await by(page, 'enrol-submit').click()
  await by(page, 'login-submit').waitFor()
  await by(page, 'login-name').fill('cashier')
  await page.keyboard.press('Tab')
  await page.keyboard.type(shop.password('cashier'))
  await page.keyboard.press('Enter')
  await by(page, 'scan-input').waitFor()
  await waitFor('the engine and the goods', async () => (await by(page, 'connection-badge').count()) > 0)
})

test('scan, member, cash: the receipt shows the points', async () => {
  await scan(page, goods[0].barcodes[0].barcode)
  await scan(page, goods[1].barcodes[0].barcode)
  await scan(page, '3*' + goods[2].barcodes[0].barcode)
  await waitFor('three lines', async () => (await by(page, 'basket-line').count()) === 3)
  await scan(page, '13800001234') // nobody yet: the till offers to register
  await waitFor('the member chip or an offer to register', async () => {
    if (await by(page, 'member-chip').count()) return true
    const register = by(page, 'member-register')
    if (await register.count()) await register.click()
    return false
  })
  assert.match(await by(page, 'member-chip').innerText(), /138\*{4}1234/)
  await payCash(page)
  assert.match(await by(page, 'receipt-points').innerText(), /\d/)
  await by(page, 'receipt-close').click()
  await waitFor('the sale on the server', async () => (await salesOfToday()) === 1)
  assert.deepEqual(await seriousAxeFindings(page), [])
})

test('the same request five times is one sale with one receipt', async () => {
  const [write] = sentSales()
  const answers = []
  for (let i = 0; i < 5; i++) answers.push(await shop.repeat(write))
  assert.deepEqual(answers.map((answer) => answer.status), [200, 200, 200, 200, 200])
  assert.equal(new Set(answers.map((answer) => answer.text)).size, 1)
  assert.equal(await salesOfToday(), 1)
  const changed = { ...write, body: write.body.replace(/"quantity":\d+/, '"quantity":7000') }
  const refused = await shop.repeat(changed)
  assert.equal(refused.status, 409)
})

test('a double click on pay makes one sale', async () => {
  await scan(page, goods[3].barcodes[0].barcode)
  await by(page, 'pay-open').click()
  await by(page, 'pay-confirm').dblclick({ force: true })
  await by(page, 'receipt').waitFor()
  await by(page, 'receipt-close').click()
  await waitFor('the second sale', async () => (await salesOfToday()) === 2)
  await new Promise((wait) => setTimeout(wait, 1500))
  assert.equal(await salesOfToday(), 2)
})

test('the server is gone: sell, reload, sell again; it comes back: each sale arrives once', async () => {
  await shop.kill()
  shop.mode = 'down'
  await scan(page, goods[0].barcodes[0].barcode)
  await payCash(page)
  await by(page, 'receipt-close').click()
  await page.reload() // the shell, the goods and the journal are local
  await by(page, 'scan-input').waitFor({ timeout: 30_000 })
  await scan(page, goods[1].barcodes[0].barcode)
  await scan(page, goods[2].barcodes[0].barcode)
  await payCash(page)
  await by(page, 'receipt-close').click()
  await waitFor('two waiting sales', async () => /2/.test(await by(page, 'journal-waiting').innerText()))
  await shop.restart()
  shop.mode = 'pass'
  await waitFor('both sales on the server', async () => (await salesOfToday()) === 4, 60_000)
  await waitFor('nothing waits', async () => (await by(page, 'journal-waiting').count()) === 0 || !/[1-9]/.test(await by(page, 'journal-waiting').innerText()), 30_000)
})

test('SIGKILL between commit and reply: the retry finds its sale', async () => {
  const before = sentSales().length
  shop.mode = 'kill-after-commit'
  await scan(page, goods[4].barcodes[0].barcode)
  await payCash(page)
  await by(page, 'receipt-close').click()
  await waitFor('the server to be killed', async () => shop.mode === 'down')
  await shop.restart()
  shop.mode = 'pass'
  await waitFor('the retry', async () => sentSales().length >= before + 2, 60_000)
  const [first, second] = sentSales().slice(-2)
  assert.equal(first.url, second.url)
  assert.equal(second.status, 200)
  assert.equal(await salesOfToday(), 5)
})

test('two tabs of one till deliver each sale once', async () => {
  shop.mode = 'down'
  await scan(page, goods[0].barcodes[0].barcode)
  await payCash(page)
  await by(page, 'receipt-close').click()
  const second = await page.context().newPage()
  await second.goto(shop.url + '/till/').catch(() => {})
  shop.mode = 'pass'
  const before = sentSales().length
  await waitFor('the sale', async () => (await salesOfToday()) === 6, 60_000)
  await new Promise((wait) => setTimeout(wait, 1500))
  assert.equal(sentSales().length, before + 1)
  await second.close()
})

test('no page threw an error, and every book agrees', async () => {
  assert.deepEqual(page.errors, [])
  const report = shop.verify()
  assert.match(report, /Every book agrees/)
  const [day] = (await shop.get('/v1/days', manager)).body.days
  const totals = (await shop.get(`/v1/days/${day.business_day}`, manager)).body
  assert.equal(totals.agrees, true)
  assert.equal(totals.sales, 6)
})
