// Coupons in the office and their end at the till: a batch's list by state, voiding, passing on, history; a reward coupon that
// was used before its goods come back is said beforehand and deducted; a lost till's leases given up in one place.
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { by, launch, openPage, openTill, seriousAxeFindings, Shop, story, waitFor } from './harness.mjs'

const VALUE = 500
const PHONE = '13800000047'
const ids = { voucher: crypto.randomUUID(), reward: crypto.randomUUID(), limited: crypto.randomUUID(), batch: crypto.randomUUID(), rule: crypto.randomUUID() }
let shop, browser, page, office, manager, rice, other, member

const step = story()
async function picture(which, name) {
  if (!process.env.HUIJI_PICTURES) return
  mkdirSync(process.env.HUIJI_PICTURES, { recursive: true })
  await which.waitForTimeout(250)
  await which.screenshot({ path: join(process.env.HUIJI_PICTURES, `coupons-${name}.png`) })
}
async function enter(text) {
  await page.keyboard.type(text, { delay: 2 })
  await page.keyboard.press('Enter')
}
const everything = { categories: [], excluded_products: [], excluded_categories: [] }
const promotion = (change) => ({
  state: 'active',
  members_only: false,
  schedule: { weekdays: [] },
  scope: { products: [rice.product_id ?? rice.id], ...everything },
  ...change,
})
const batch_of = (change) => ({ promotion_id: ids.voucher, state: 'active', validity: { days: 30 }, limits: {}, transferable: true, ...change })
const coupons = async (query) => (await shop.get(`/v1/coupons?${query}`, manager)).body.coupons
const sales = () => shop.seen.filter((write) => write.url.startsWith('/v1/sales/'))
const openPageIn = async (language) => {
  const opened = await openPage(browser, language ? { locale: language } : {})
  opened.setDefaultTimeout(10_000)
  await opened.addInitScript((wanted) => localStorage.setItem('huiji.language', wanted), language ?? 'zh-CN')
  return opened
}

// Rewards are for members.
async function attach() {
  await waitFor('the line of input', () => page.evaluate(() => document.activeElement?.dataset.testid === 'scan-input'))
  await enter(PHONE)
  await waitFor('the member', async () => (await by(page, 'member-chip').count()) > 0)
}
async function scan(product) {
  await waitFor('the line of input', () => page.evaluate(() => document.activeElement?.dataset.testid === 'scan-input'))
  await page.waitForTimeout(200)
  await enter(product.barcodes[0].barcode)
  await waitFor('the goods', async () => (await by(page, 'basket-line').count()) === 1)
}
async function paid() {
  await page.keyboard.press('F9')
  await by(page, 'pay-confirm').click()
  await by(page, 'receipt').waitFor()
  await waitFor('its arrival', async () => (await by(page, 'receipt-state').getAttribute('data-state')) === 'delivered')
  await by(page, 'receipt-close').click()
  await by(page, 'receipt').waitFor({ state: 'detached' })
}

before(async () => {
  shop = await new Shop().open()
  browser = await launch()
  manager = await shop.login('manager', shop.password('manager'))
  const found = async (query) =>
    (await shop.get(`/v1/products?q=${encodeURIComponent(query)}&limit=50`, manager)).body.products.find(
      (one) => one.unit_kind === 'piece' && one.price >= 800 && one.price < 6000 && /^69\d{11}$/.test(one.barcodes[0]?.barcode),
    )
  rice = await found('大米')
  other = await found('饼干')
  member = (await shop.get(`/v1/members?phone=${PHONE}`, manager)).body.members[0]
  assert.ok(rice && other && member)
  const terms = { mandatory: false, by_coupon: true, skip_discounted: false, on_break: 'keep' }
  await shop.put(`/v1/promotions/${ids.voucher}`, promotion({ kind: 'voucher', name: '大米五元券', parameters: { value: VALUE, per: 0 }, terms }), manager)
  const parameters = { threshold: 500, every: false, coupon: ids.voucher, count: 1 }
  await shop.put(`/v1/promotions/${ids.reward}`, promotion({ kind: 'coupon_back', name: '买大米返五元券', parameters }), manager)
  await shop.put(`/v1/promotions/${ids.limited}`, promotion({ kind: 'special_price', name: '限量饼干', parameters: { price: 100 }, limits: { total: 5 }, scope: { products: [other.product_id ?? other.id], ...everything } }), manager)
  await shop.put(`/v1/promotions/${ids.limited}/offline-quota`, { times: 3, budget: 0, hours: 24 }, manager)
  await shop.put(`/v1/coupon-batches/${ids.batch}`, batch_of({ name: '开业五元券', ways: ['hand', 'code'] }), manager)
  await shop.put(`/v1/coupon-batches/${ids.rule}`, batch_of({ name: '返券批次', ways: ['rule'] }), manager)
  await shop.put(`/v1/coupon-issues/${crypto.randomUUID()}`, { batch_id: ids.batch, count: 120 }, manager)
  office = await openPageIn(process.env.HUIJI_LANGUAGE)
  page = await openPageIn(process.env.HUIJI_LANGUAGE)
  if (process.env.HUIJI_LARGE) await page.setViewportSize({ width: 1920, height: 1080 })
})

after(async () => {
  await browser?.close()
  await shop?.close()
})

step('a batch lists its coupons page by page', async () => {
  await office.setViewportSize({ width: 1440, height: 900 })
  await office.goto(shop.url + '/office/')
  await by(office, 'office-login-name').fill('manager')
  await by(office, 'office-login-password').fill(shop.password('manager'))
  await by(office, 'office-login-submit').click()
  await by(office, 'nav-coupons').click()
  await by(office, 'batch-row').first().waitFor()
  await picture(office, 'batches')
  await by(office, 'batch-row').filter({ hasText: '开业五元券' }).locator('[data-testid="batch-list"]').click()
  await waitFor('the first page', async () => (await by(office, 'coupon-row').count()) === 100)
  await picture(office, 'list')
  assert.deepEqual(await seriousAxeFindings(office), [])
  await office.getByRole('button', { name: /更多|more/i }).click()
  await waitFor('the rest', async () => (await by(office, 'coupon-row').count()) === 120)
})

step('a coupon is voided with a reason and passed on to a member', async () => {
  const row = by(office, 'coupon-row')
  await row.nth(0).locator('[data-testid="coupon-void"]').click()
  await by(office, 'member-reason').fill('印错了')
  await picture(office, 'void')
  await by(office, 'member-confirm').click()
  await waitFor('the void', async () => (await coupons(`batch_id=${ids.batch}&state=voided`)).length === 1)
  await waitFor('the list', async () => (await row.nth(0).getAttribute('data-state')) === 'voided')
  await row.nth(1).locator('[data-testid="coupon-pass"]').click()
  await by(office, 'pass-member').fill(PHONE)
  await waitFor('the member', async () => (await by(office, 'pass-confirm').isEnabled()) === true)
  await picture(office, 'pass')
  assert.deepEqual(await seriousAxeFindings(office), [])
  await by(office, 'pass-confirm').click()
  await waitFor('the holder', async () => (await coupons(`batch_id=${ids.batch}&member_id=${member.member_id}`)).length === 1)
  await by(office, 'coupon-search').fill(PHONE)
  await waitFor('the search', async () => (await row.count()) === 1)
  assert.match(await row.first().innerText(), new RegExp(member.number))
  await by(office, 'coupon-open').first().click()
  await waitFor('the history', async () => (await by(office, 'coupon-events').locator('li').count()) >= 3)
  await picture(office, 'history')
  await office.keyboard.press('Escape')
  const [{ code }] = await coupons(`batch_id=${ids.batch}&state=voided`)
  await by(office, 'coupon-search').fill(code)
  await waitFor('the code', async () => (await row.first().getAttribute('data-state')) === 'voided')
})

step('a reward coupon used meanwhile is deducted from the refund, and said before', async () => {
  await openTill(page, shop, { person: 'manager' })
  await page.waitForTimeout(1000)
  await attach()
  await scan(rice)
  await paid()
  const first = JSON.parse(sales().at(-1).body)
  const earned = await coupons(`batch_id=${ids.rule}`)
  assert.equal(earned.length, 1)
  await attach()
  await scan(rice)
  await enter(earned[0].code)
  await waitFor('the coupon', async () => (await by(page, 'laid-coupons').count()) > 0)
  await paid()
  assert.deepEqual((await coupons(`batch_id=${ids.rule}&state=used`)).map(({ discount }) => discount), [VALUE])
  await page.keyboard.press('F8')
  await by(page, 'return-number').waitFor()
  await waitFor('its focus', () => page.evaluate(() => document.activeElement?.dataset.testid === 'return-number'))
  await enter(first.number)
  await by(page, 'return-all').click()
  await by(page, 'refund-used-coupons').waitFor()
  assert.equal(await by(page, 'refund-used-coupons').getAttribute('data-fen'), String(VALUE))
  const cash = Number(await by(page, 'refund-tender').getAttribute('data-fen'))
  assert.equal(cash, first.payable - VALUE)
  await picture(page, 'refund')
  assert.deepEqual(await seriousAxeFindings(page), [])
  await by(page, 'return-confirm').click()
  await by(page, 'receipt-used-coupons').waitFor()
  assert.match(await page.locator('.desk .paper').innerText(), /已使用返券|Reward coupons used/)
  await picture(page, 'receipt')
  await by(page, 'receipt-close').click()
  const day = (await shop.get('/v1/days', manager)).body.days[0].business_day
  const totals = (await shop.get(`/v1/days/${day}`, manager)).body
  assert.equal(totals.used_coupons, VALUE)
  assert.equal(totals.agrees, true)
  shop.verify()
})

step('what a lost till holds is given up in one place', async () => {
  await waitFor('the lease', async () => (await shop.get('/v1/till-holdings', manager)).body.tills.length === 1, 30_000)
  await office.goto(shop.url + '/office/#/value/offline')
  await by(office, 'holding').first().waitFor()
  await picture(office, 'holdings')
  assert.deepEqual(await seriousAxeFindings(office), [])
  await by(office, 'till-give-up').click()
  await by(office, 'member-reason').fill('机器丢了')
  await picture(office, 'give-up')
  await page.close()
  await by(office, 'member-confirm').click()
  await waitFor('nothing held', async () => (await shop.get('/v1/till-holdings', manager)).body.tills.length === 0)
  shop.verify()
})
