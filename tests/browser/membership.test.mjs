// A paid membership at the till, by keyboard: sold with a lost reply, its tier priced at once, seen in the office, given
// back after two questions. At the end every book agrees.
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { by, launch, openPage, openTill, seriousAxeFindings, Shop, story, waitFor } from './harness.mjs'

const PHONE = '13800000047'
const package_id = crypto.randomUUID()
let shop, browser, page, manager, member, rice
const stamps = crypto.randomUUID()
const coupon = crypto.randomUUID()

const step = story()
async function picture(name) {
  if (!process.env.HUIJI_PICTURES) return
  mkdirSync(process.env.HUIJI_PICTURES, { recursive: true })
  await page.waitForTimeout(250)
  await page.screenshot({ path: join(process.env.HUIJI_PICTURES, `membership-${name}.png`) })
}
const gone = (id) => by(page, id).waitFor({ state: 'detached' })
const wallet = async () => (await shop.get(`/v1/members/${member.member_id}/wallet`, manager)).body

// A stamp for each bag of rice; five are a coupon of five yuan.
async function addStamps() {
  const promotion = (change) => ({
    state: 'active',
    members_only: false,
    scope: { products: [rice.product_id], categories: [], excluded_products: [], excluded_categories: [] },
    schedule: { weekdays: [] },
    ...change,
  })
  const terms = { mandatory: false, by_coupon: true, skip_discounted: false, on_break: 'keep' }
  await shop.put(`/v1/promotions/${coupon}`, promotion({ kind: 'voucher', name: '满卡五元券', parameters: { value: 500, per: 0 }, terms }), manager)
  await shop.put(`/v1/promotions/${stamps}`, promotion({ kind: 'stamps', name: '大米印花', parameters: { per: 0, per_unit: true } }), manager)
  await shop.put(`/v1/stamp-programmes/${stamps}`, { expected_version: 0, programme: { name: '大米印花', full: 5, coupon, open: true } }, manager)
  const batch = { promotion_id: coupon, name: '满卡券', state: 'active', validity: { days: 30 }, ways: ['rule'], limits: {}, transferable: false }
  await shop.put(`/v1/coupon-batches/${crypto.randomUUID()}`, batch, manager)
}

before(async () => {
  shop = await new Shop().open()
  browser = await launch()
  page = await openPage(browser, process.env.HUIJI_LANGUAGE ? { locale: process.env.HUIJI_LANGUAGE } : {})
  page.setDefaultTimeout(10_000)
  await page.addInitScript((wanted) => localStorage.setItem('huiji.language', wanted), process.env.HUIJI_LANGUAGE ?? 'zh-CN')
  if (process.env.HUIJI_LARGE) await page.setViewportSize({ width: 1920, height: 1080 })
  manager = await shop.login('manager', shop.password('manager'))
  member = (await shop.get(`/v1/members?phone=${PHONE}`, manager)).body.members[0]
  const { policy } = (await shop.get('/v1/value-policy', manager)).body
  const tier = policy.tiers.at(-1).tier
  assert.notEqual((await wallet()).tier, tier)
  await shop.put(
    `/v1/value-packages/${package_id}`,
    {
      expected_version: 0,
      package: { name: '会员年卡', kind: 'membership', price: 19900, bonus: 0, instalments: 1, points: 0, uses: 0, free_uses: 0, shops: [], on_sale: true, months: 12, tier },
    },
    manager,
  )
  const { products } = (await shop.get(`/v1/products?q=${encodeURIComponent('大米')}&limit=50`, manager)).body
  rice = products.find((one) => one.unit_kind === 'piece' && one.barcodes.length > 0 && one.price >= 2000 && one.price < 6000)
  await addStamps()
  await openTill(page, shop, { person: 'manager' })
  await page.waitForTimeout(1000)
})

after(async () => {
  await browser?.close()
  await shop?.close()
})

async function attach() {
  await page.keyboard.type(PHONE, { delay: 2 })
  await page.keyboard.press('Enter')
  await waitFor('the wallet', async () => (await by(page, 'wallet-facts').count()) > 0)
}
async function openTab() {
  await page.keyboard.press('Control+k')
  await page.locator('dialog .segment').last().click()
}

step('one is sold once, though the reply is lost, and the tier counts at once', async () => {
  await attach()
  await openTab()
  await by(page, 'package').waitFor()
  await picture('sell')
  assert.deepEqual(await seriousAxeFindings(page), [])
  await by(page, 'value-tendered').fill('200')
  shop.lose = /^\/v1\/memberships\//
  await by(page, 'value-confirm').click()
  await by(page, 'operation-waiting').waitFor()
  await page.keyboard.press('Enter')
  await by(page, 'slip').waitFor()
  await picture('slip')
  assert.deepEqual(await seriousAxeFindings(page), [])
  assert.match(await by(page, 'slip-paper').first().innerText(), /199\.00/)
  await by(page, 'slip-done').click()
  await gone('slip')
  const { body } = await shop.get(`/v1/members/${member.member_id}/memberships`, manager)
  assert.equal(body.memberships.length, 1)
  assert.equal(body.memberships[0].unearned, 19900)
  await by(page, 'wallet-membership').waitFor()
  await picture('wallet')
})

step('it goes back by its quote, after a reason and a second question', async () => {
  await openTab()
  await by(page, 'membership-standing').waitFor()
  await picture('renew')
  await by(page, 'membership-turn').click()
  await by(page, 'membership-refund').waitFor()
  const payable = Number(await by(page, 'membership-payable').getAttribute('data-fen'))
  assert.equal(payable, 19900 - 1658)
  await picture('refund')
  assert.deepEqual(await seriousAxeFindings(page), [])
  await by(page, 'value-confirm').click()
  await by(page, 'wallet-problem').waitFor() // no reason
  await by(page, 'membership-reason').fill('搬家了')
  await by(page, 'value-confirm').click()
  assert.equal(await by(page, 'slip').count(), 0) // asked once more
  await picture('refund-sure')
  await by(page, 'value-confirm').click()
  await by(page, 'slip').waitFor()
  await picture('refund-slip')
  await by(page, 'slip-done').click()
  await gone('slip')
  const { body } = await shop.get(`/v1/members/${member.member_id}/memberships`, manager)
  assert.deepEqual([body.memberships[0].state, body.memberships[0].refunded, body.memberships[0].unearned], ['refunded', payable, 0])
})

step('stamps are on the receipt and in the wallet, a full card becomes a coupon', async () => {
  await page.keyboard.press('Escape')
  await by(page, 'scan-input').click()
  if ((await by(page, 'wallet-facts').count()) === 0) await attach()
  await page.waitForTimeout(300)
  await page.keyboard.type(`7*${rice.barcodes[0].barcode}`, { delay: 2 })
  await page.keyboard.press('Enter')
  await waitFor('the rice', async () => (await by(page, 'basket-line').count()) === 1)
  await page.keyboard.press('F9')
  await by(page, 'pay-confirm').waitFor()
  await page.keyboard.press('Enter')
  await by(page, 'receipt').waitFor()
  await waitFor('its arrival', async () => (await by(page, 'receipt-state').getAttribute('data-state')) === 'delivered')
  await waitFor('the stamps', async () => /5/.test(await by(page, 'receipt-rewards').first().innerText()))
  await picture('stamps-receipt')
  const [card] = (await wallet()).stamps
  assert.deepEqual([card.stamps, card.full], [2, 5])
  await by(page, 'receipt-close').click()
  await gone('receipt')
  await attach()
  await by(page, 'wallet-stamps').waitFor()
  await picture('stamps-wallet')
})

step('the office makes a package of it', async () => {
  assert.deepEqual(page.errors, [])
  await page.close()
  page = await openPage(browser, process.env.HUIJI_LANGUAGE ? { locale: process.env.HUIJI_LANGUAGE } : {})
  page.setDefaultTimeout(10_000)
  await page.addInitScript((wanted) => localStorage.setItem('huiji.language', wanted), process.env.HUIJI_LANGUAGE ?? 'zh-CN')
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(`${shop.url}/office/`)
  await by(page, 'office-login-name').fill('manager')
  await by(page, 'office-login-password').fill(shop.password('manager'))
  await by(page, 'office-login-submit').click()
  await by(page, 'nav-value').click()
  await by(page, 'memberships-figure').waitFor()
  await picture('office-value')
  await page.locator('a[href$="value/rules"]').first().click()
  await by(page, 'rule-membership_cooling_days').waitFor()
  await by(page, 'rule-membership_cooling_days').scrollIntoViewIfNeeded()
  await picture('office-rules')
  await by(page, 'tab-value-stamps').click()
  await by(page, 'stamp-row').first().waitFor()
  await picture('office-stamps')
  assert.deepEqual(await seriousAxeFindings(page), [])
  await page.locator('a[href$="value/packages"]').first().click()
  await by(page, 'package-row').last().waitFor()
  await picture('office-packages')
  await by(page, 'package-row').filter({ hasText: '会员年卡' }).click()
  await by(page, 'package-months').waitFor()
  await picture('office-package')
  assert.deepEqual(await seriousAxeFindings(page), [])
})

step('no page threw an error, and every book agrees', () => {
  assert.deepEqual(page.errors, [])
  assert.match(shop.verify(), /Every book agrees/)
})
