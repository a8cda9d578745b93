// Selling on account 挂账 from end to end: the office opens an account with a limit, the till charges a bill to it up to the
// limit and takes the rest in cash, goods come back and lower the debt, the debt is collected, and the office shows who owes
// what and how old it is.
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before } from 'node:test'
import { by, launch, openPage, openTill, seriousAxeFindings, Shop, story, waitFor } from './harness.mjs'

const PHONE = '13800000047'
const LIMIT = 6000
let shop, browser, office, page, manager, rice, member

const step = story()
async function picture(on, name) {
  if (!process.env.HUIJI_PICTURES) return
  mkdirSync(process.env.HUIJI_PICTURES, { recursive: true })
  await on.waitForTimeout(300)
  await on.screenshot({ path: join(process.env.HUIJI_PICTURES, `${name}.png`) })
}
const credit = async () => (await shop.get(`/v1/members/${member.member_id}/credit`, manager)).body
const gone = (id) => by(page, id).waitFor({ state: 'detached' })
async function enter(text) {
  await page.keyboard.type(text, { delay: 2 })
  await page.keyboard.press('Enter')
}
async function sell(count) {
  await waitFor('the line of input', () => page.evaluate(() => document.activeElement?.dataset.testid === 'scan-input'))
  await enter(PHONE)
  await waitFor('the member', async () => (await by(page, 'member-chip').count()) > 0)
  await by(page, 'wallet-credit').waitFor()
  await enter(`${count}*${rice.barcodes[0].barcode}`)
  await waitFor('the rice', async () => (await by(page, 'basket-line').count()) === 1)
}
async function finish() {
  await by(page, 'pay-confirm').click()
  await by(page, 'receipt').waitFor()
  await waitFor('its arrival', async () => (await by(page, 'receipt-state').getAttribute('data-state')) === 'delivered')
}

before(async () => {
  shop = await new Shop().open()
  browser = await launch()
  const options = process.env.HUIJI_LANGUAGE ? { locale: process.env.HUIJI_LANGUAGE } : {}
  const language = process.env.HUIJI_LANGUAGE ?? 'zh-CN'
  manager = await shop.login('manager', shop.password('manager'))
  const { products } = (await shop.get(`/v1/products?q=${encodeURIComponent('大米')}&limit=50`, manager)).body
  rice = products.find((one) => one.unit_kind === 'piece' && one.barcodes.length > 0 && one.price >= 2000 && one.price < 6000)
  member = (await shop.get(`/v1/members?phone=${PHONE}`, manager)).body.members[0]
  assert.ok(rice && member, 'the demo shop has rice and the member')
  const policy = (await shop.get('/v1/value-policy', manager)).body
  const rules = { ...policy.policy, without_proof: 100000 }
  await shop.put('/v1/value-policy', { version: policy.version, policy: rules }, manager)
  for (const open of ['office', 'till']) {
    const one = await openPage(browser, options)
    one.setDefaultTimeout(12_000)
    await one.addInitScript((wanted) => localStorage.setItem('huiji.language', wanted), language)
    if (open === 'office') office = one
    else page = one
  }
  await office.setViewportSize({ width: 1440, height: 900 })
  await page.setViewportSize(process.env.HUIJI_LARGE ? { width: 1920, height: 1080 } : { width: 1366, height: 768 })
  await office.goto(shop.url + '/office/')
  await by(office, 'office-login-name').fill('manager')
  await by(office, 'office-login-password').fill(shop.password('manager'))
  await by(office, 'office-login-submit').click()
  await by(office, 'nav-members').waitFor()
})
after(async () => {
  await browser?.close()
  await shop?.close()
})

step('the office opens an account with a limit', async () => {
  await office.goto(shop.url + '/office/#/value/receivables')
  await office.waitForTimeout(500)
  await picture(office, 'receivables-none')
  await office.goto(shop.url + '/office/#/members')
  await by(office, 'member-row').first().waitFor()
  await by(office, 'member-row').filter({ hasText: member.number }).first().click()
  await by(office, 'credit-row').waitFor()
  await by(office, 'credit-terms').click()
  await by(office, 'credit-limit').fill(String(LIMIT / 100))
  await by(office, 'credit-days').fill('15')
  await by(office, 'credit-note').fill('阳光小学食堂')
  await picture(office, 'credit-dialog')
  await by(office, 'credit-save').click()
  await by(office, 'credit-owed').waitFor()
  await picture(office, 'credit-row')
  assert.deepEqual(await seriousAxeFindings(office), [])
  const account = await credit()
  assert.deepEqual([account.terms.limit, account.terms.terms_days, account.available], [LIMIT, 15, LIMIT])
})

step('the till charges a bill up to the limit and takes the rest in cash', async () => {
  await openTill(page, shop, { person: 'cashier' })
  await page.waitForTimeout(1000)
  await sell(2)
  await picture(page, 'till-facts')
  await page.keyboard.press('F9')
  await by(page, 'pay-confirm').waitFor()
  await picture(page, 'till-pay')
  await page.keyboard.press('Control+g')
  await by(page, 'account-panel').waitFor()
  await picture(page, 'till-account')
  assert.deepEqual(await seriousAxeFindings(page), [])
  const payable = Number(await by(page, 'pay-payable').getAttribute('data-fen'))
  await by(page, 'account-amount').fill('9999')
  await by(page, 'account-confirm').click()
  await by(page, 'account-problem').waitFor()
  const part = Math.min(2500, payable - 100)
  await by(page, 'account-amount').fill(String(part / 100))
  await by(page, 'account-confirm').click()
  await by(page, 'card-tender').waitFor()
  await picture(page, 'till-charged')
  await finish()
  await picture(page, 'till-receipt')
  assert.deepEqual(await seriousAxeFindings(page), [])
  assert.equal((await by(page, 'receipt-sign').count()) > 0, true)
  const account = await credit()
  assert.deepEqual([account.owed, account.reserved, account.charges.length], [part, 0, 1])
  await by(page, 'receipt-close').click()
  await gone('receipt')
})

step('the debt is collected at the till', async () => {
  const before = await credit()
  await enter(PHONE)
  await by(page, 'wallet-credit').waitFor()
  await page.keyboard.press('Control+k')
  await page.locator('dialog .segment', { hasText: /挂账收款|Collect/ }).click()
  await by(page, 'collect-panel').waitFor()
  await by(page, 'open-bill').first().waitFor()
  await picture(page, 'till-collect')
  assert.deepEqual(await seriousAxeFindings(page), [])
  await by(page, 'collect-amount').fill('10')
  shop.lose = /^\/v1\/credit-payments\//
  await by(page, 'collect-confirm').click()
  await by(page, 'operation-waiting').waitFor()
  await page.keyboard.press('Enter')
  await by(page, 'slip').waitFor()
  await picture(page, 'till-collect-slip')
  await by(page, 'slip-done').click()
  await gone('slip')
  assert.equal((await credit()).owed, before.owed - 1000)
})

step('the office shows who owes what, and the statement', async () => {
  await office.goto(shop.url + '/office/#/value')
  await by(office, 'receivables-figure').waitFor()
  await picture(office, 'value-overview')
  await by(office, 'tab-value-receivables').click()
  await by(office, 'receivable').first().waitFor()
  await picture(office, 'receivables')
  assert.deepEqual(await seriousAxeFindings(office), [])
  await by(office, 'receivable').first().click()
  await by(office, 'credit-statement').click()
  await by(office, 'credit-line').nth(1).waitFor()
  await picture(office, 'credit-statement')
  assert.deepEqual(await seriousAxeFindings(office), [])
  await by(office, 'credit-close').click()
  await by(office, 'credit-adjust').click()
  await by(office, 'adjust-amount').fill('5')
  await by(office, 'adjust-reason').fill('协商减免')
  await by(office, 'adjust-second').waitFor()
  await picture(office, 'write-down')
  await by(office, 'adjust-confirm').click()
  await by(office, 'adjust-waits').waitFor()
  await by(office, 'adjust-close').click()
  const day = (await shop.get('/v1/days', manager)).body.days[0].business_day
  await office.goto(shop.url + '/office/#/today')
  await office.waitForTimeout(800)
  await picture(office, 'today')
  const totals = (await shop.get(`/v1/days/${day}`, manager)).body
  assert.equal(totals.agrees, true)
  assert.equal(totals.collected, 1000)
})
