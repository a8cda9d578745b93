// Everything of value at the till, by keyboard: a recharge with bonus whose reply is lost, payment by card with the PIN,
// card and cash together and their refund, points, a coupon's code, a gift card, a use, the cash-out with its quote, the
// network gone. At the end every book agrees.
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { by, launch, openPage, openTill, seriousAxeFindings, Shop, story, waitFor } from './harness.mjs'

const PIN = '482907'
const PHONE = '13800000047'
const ids = { recharge: crypto.randomUUID(), gift: crypto.randomUUID(), count: crypto.randomUUID() }
let shop, browser, page, manager, rice, member

const step = story()
async function enter(text) {
  await page.keyboard.type(text, { delay: 2 })
  await page.keyboard.press('Enter')
}
// HUIJI_PICTURES=<folder> keeps what each screen looked like.
async function picture(name) {
  if (!process.env.HUIJI_PICTURES) return
  mkdirSync(process.env.HUIJI_PICTURES, { recursive: true })
  await page.waitForTimeout(250)
  await page.screenshot({ path: join(process.env.HUIJI_PICTURES, `${name}.png`) })
}
const lines = () => by(page, 'basket-line').count()
const total = async () => Number(await by(page, 'basket-total').getAttribute('data-fen'))
const fen = async (id) => Number(await by(page, id).getAttribute('data-fen'))
const gone = (id) => by(page, id).waitFor({ state: 'detached' })
const sales = () => shop.seen.filter((write) => write.url.startsWith('/v1/sales/'))
const wallet = async () => (await shop.get(`/v1/members/${member.member_id}/wallet`, manager)).body
const card = async () => (await wallet()).cards.find(({ kind }) => kind === 'stored')

async function attach() {
  await enter(PHONE)
  await waitFor('the member', async () => (await by(page, 'member-chip').count()) > 0)
  await waitFor('the wallet', async () => (await by(page, 'wallet-facts').count()) > 0)
}
async function scan(count) {
  await waitFor('the line of input', () => page.evaluate(() => document.activeElement?.dataset.testid === 'scan-input'))
  await page.waitForTimeout(200)
  await enter(`${count}*${rice.barcodes[0].barcode}`)
  await waitFor('the rice', async () => (await lines()) === 1)
}
async function delivered() {
  await by(page, 'receipt').waitFor()
  await waitFor('its arrival', async () => (await by(page, 'receipt-state').getAttribute('data-state')) === 'delivered')
}
async function next() {
  await by(page, 'receipt-close').click()
  await gone('receipt')
}
async function slipDone() {
  await by(page, 'slip-done').click()
  await gone('slip')
}

before(async () => {
  shop = await new Shop().open()
  browser = await launch()
  page = await openPage(browser, process.env.HUIJI_LANGUAGE ? { locale: process.env.HUIJI_LANGUAGE } : {})
  page.setDefaultTimeout(10_000)
  await page.addInitScript((wanted) => localStorage.setItem('huiji.language', wanted), process.env.HUIJI_LANGUAGE ?? 'zh-CN')
  if (process.env.HUIJI_LARGE) await page.setViewportSize({ width: 1920, height: 1080 })
  manager = await shop.login('manager', shop.password('manager'))
  const { products } = (await shop.get(`/v1/products?q=${encodeURIComponent('大米')}&limit=50`, manager)).body
  rice = products.find((one) => one.unit_kind === 'piece' && one.barcodes.length > 0 && one.price >= 2000 && one.price < 6000)
  member = (await shop.get(`/v1/members?phone=${PHONE}`, manager)).body.members[0]
  assert.ok(rice && member, 'the demo shop has rice and the member')
  // Only this test's packages are on sale: the demo shop's would be proposed first.
  for (const one of (await shop.get('/v1/value-packages', manager)).body.packages)
    await shop.put(`/v1/value-packages/${one.package_id}`, { expected_version: one.version, package: { ...one.package, on_sale: false } }, manager)
  const package_of = (change) => ({
    expected_version: 0,
    package: { name: '', kind: 'stored', price: 0, bonus: 0, instalments: 1, points: 0, uses: 0, free_uses: 0, shops: [], on_sale: true, ...change },
  })
  await shop.put(`/v1/value-packages/${ids.recharge}`, package_of({ name: '充 100 送 10', price: 10000, bonus: 1000, points: 50 }), manager)
  await shop.put(`/v1/value-packages/${ids.gift}`, package_of({ name: '礼品卡 30 元', kind: 'gift', price: 3000 }), manager)
  await shop.put(`/v1/value-packages/${ids.count}`, package_of({ name: '磨刀 10 次', kind: 'count', price: 5000, uses: 10, free_uses: 1, valid_days: 365 }), manager)
  const policy = (await shop.get('/v1/pricing-policy', manager)).body
  const points_payment = { points: 100, value: 100, minimum: 0, cap: 5000 }
  await shop.put('/v1/pricing-policy', { ...policy, policy: { ...policy.policy, points_payment } }, manager)
  await shop.put(`/v1/adjustments/${crypto.randomUUID()}`, { member_id: member.member_id, asset: 'points', change: 700, reason: '测试' }, manager)
  await openTill(page, shop, { person: 'manager' })
  await page.waitForTimeout(1000)
})

after(async () => {
  await browser?.close()
  await shop?.close()
})

step('a recharge whose reply is lost, and two clicks, are one recharge', async () => {
  await attach()
  await page.keyboard.press('Control+k')
  await by(page, 'package-panel').waitFor()
  await picture('recharge')
  assert.deepEqual(await seriousAxeFindings(page), [])
  await by(page, 'value-tendered').fill('150')
  shop.lose = /^\/v1\/recharges\//
  await by(page, 'value-confirm').click()
  await by(page, 'operation-waiting').waitFor()
  await picture('lost-reply')
  assert.deepEqual(await seriousAxeFindings(page), [])
  await page.keyboard.press('Enter')
  await by(page, 'slip').waitFor()
  await picture('slip')
  assert.deepEqual(await seriousAxeFindings(page), [])
  const words = await by(page, 'slip-paper').first().innerText()
  assert.match(words, /\+100\.00/)
  assert.match(words, /\+10\.00/)
  const one = await card()
  assert.deepEqual([one.principal, one.bonus], [10000, 1000])
  await slipDone()
  await waitFor('the card at the till', async () => /110\.00/.test(await by(page, 'wallet-card').first().innerText()))
})

step('the member sets the PIN at the till, a simple one is refused', async () => {
  await page.keyboard.press('Control+k')
  await page.locator('dialog .segment').nth(5).click()
  await by(page, 'pin-last4').fill(PHONE.slice(-4))
  const type = async (pin) => {
    await by(page, 'pin-new').fill(pin)
    await by(page, 'pin-again').fill(pin)
    await by(page, 'value-confirm').click()
  }
  await type('123456')
  await by(page, 'wallet-problem').waitFor()
  await picture('pin-refused')
  await type(PIN)
  await by(page, 'pin-set').waitFor()
  await picture('pin-set')
  assert.deepEqual(await seriousAxeFindings(page), [])
  await page.keyboard.press('Escape')
})

step('a bill paid by card alone, with the PIN: a wrong one pays nothing', async () => {
  await scan(1)
  await picture('basket')
  await page.keyboard.press('F9')
  await by(page, 'pay-confirm').waitFor()
  await picture('pay')
  await page.keyboard.press('Control+k')
  await by(page, 'card-panel').waitFor()
  await waitFor('the PIN field', () => page.evaluate(() => document.activeElement?.dataset.testid === 'card-pin'))
  await picture('card')
  assert.deepEqual(await seriousAxeFindings(page), [])
  await enter('111111')
  await by(page, 'card-problem').waitFor()
  assert.equal(await by(page, 'card-pin').inputValue(), '')
  await picture('wrong-pin')
  shop.lose = /^\/v1\/allowances\//
  await enter(PIN)
  await waitFor('the lost reply', async () => /没有收到答复|No reply/.test(await by(page, 'card-problem').innerText()))
  await enter(PIN)
  await by(page, 'card-tender').waitFor()
  const due = await fen('pay-payable')
  await picture('paid-by-card')
  await waitFor('the button', () => page.evaluate(() => document.activeElement?.dataset.testid === 'pay-confirm'))
  await page.keyboard.press('Enter')
  await delivered()
  await picture('receipt-card')
  assert.deepEqual(await seriousAxeFindings(page), [])
  const sent = JSON.parse(sales().at(-1).body)
  assert.equal(sales().at(-1).status, 200)
  assert.deepEqual(sent.tenders.map(({ kind, amount }) => [kind, amount]), [['stored_value', due]])
  assert.equal(sent.facts.tender, 'stored_value')
  assert.equal(sent.facts.bonus_tender, Math.floor((1000 * due) / 11000))
  assert.ok(!shop.seen.some(({ url, body }) => url.startsWith('/v1/sales/') && body.includes(PIN)), 'no sale holds a PIN')
  const kept = await page.evaluate(async (pin) => {
    const open = (name) => new Promise((done) => (indexedDB.open(name).onsuccess = (event) => done(event.target.result)))
    const database = await open('huiji-till')
    const all = []
    for (const store of database.objectStoreNames)
      all.push(await new Promise((done) => (database.transaction(store).objectStore(store).getAll().onsuccess = (event) => done(event.target.result))))
    database.close()
    return JSON.stringify(all).includes(`"${pin}"`)
  }, PIN)
  assert.equal(kept, false, 'this till keeps no PIN')
  const one = await card()
  assert.equal(one.principal + one.bonus, 11000 - due)
  assert.equal(one.available, 11000 - due)
  await next()
})

step('card and cash together; the refund goes to the card first', async () => {
  await attach()
  await scan(4)
  const had = (await card()).available
  await page.keyboard.press('F9')
  await page.keyboard.press('Control+k')
  await by(page, 'card-panel').waitFor()
  await waitFor('the PIN field', () => page.evaluate(() => document.activeElement?.dataset.testid === 'card-pin'))
  await by(page, 'card-amount').fill('20')
  await by(page, 'card-pin').focus()
  await enter(PIN)
  await by(page, 'card-tender').waitFor()
  await picture('mixed')
  const rest = await fen('pay-rest')
  assert.equal(rest, (await fen('pay-payable')) - 2000)
  await page.keyboard.press('Enter')
  await delivered()
  await picture('receipt-mixed')
  const sent = JSON.parse(sales().at(-1).body)
  assert.equal(sales().at(-1).status, 200)
  assert.equal(sent.facts.tender, undefined)
  assert.deepEqual(sent.tenders.map(({ kind, amount }) => [kind, amount]), [['stored_value', 2000], ['cash', rest]])
  assert.equal((await card()).available, had - 2000)
  await next()
  await page.keyboard.press('F8')
  await enter(sent.number)
  await by(page, 'return-all').click()
  await by(page, 'refund-shares').waitFor()
  assert.deepEqual(
    await by(page, 'refund-tender').evaluateAll((rows) => rows.map((row) => [row.dataset.kind, Number(row.dataset.fen)])),
    [['stored_value', 2000], ['cash', rest]],
  )
  await picture('refund')
  assert.deepEqual(await seriousAxeFindings(page), [])
  await by(page, 'return-confirm').click()
  await delivered()
  await picture('refund-receipt')
  assert.equal((await card()).available, had)
  await next()
})

step('points: the most is proposed, a change frees them, and they pay', async () => {
  await attach()
  await scan(1)
  await waitFor('the hint', async () => (await by(page, 'points-hint').count()) > 0)
  const full = await total()
  await page.keyboard.press('Control+j')
  await by(page, 'points-dialog').waitFor()
  await picture('points')
  assert.deepEqual(await seriousAxeFindings(page), [])
  const proposed = Number(await by(page, 'points-input').inputValue())
  assert.ok(proposed >= 100 && proposed % 100 === 0)
  await page.keyboard.press('Enter')
  await gone('points-dialog')
  assert.ok((await total()) < full)
  const before = await wallet()
  await waitFor('the hold', async () => (await wallet()).points_available === before.points - proposed)
  await enter(rice.barcodes[0].barcode)
  await waitFor('the release', async () => (await wallet()).points_available === before.points)
  await page.keyboard.press('Control+j')
  await by(page, 'points-dialog').waitFor()
  await by(page, 'points-input').fill('100')
  await page.keyboard.press('Enter')
  await gone('points-dialog')
  await picture('points-spent')
  await page.keyboard.press('F9')
  await by(page, 'pay-confirm').click()
  await delivered()
  await picture('receipt-points')
  const sent = JSON.parse(sales().at(-1).body)
  assert.equal(sales().at(-1).status, 200)
  assert.equal(sent.facts.spend_points, 100)
  assert.equal(sent.facts.point_allowances.length, 1)
  assert.match(await page.locator('.desk .paper').innerText(), /积分抵现|Paid with points/)
  await next()
})

step("a coupon's code, typed small and with blanks, is held, used and said; voiding gives it back", async () => {
  const promotions = (await shop.get('/v1/promotions', manager)).body.promotions
  const promotion = promotions.find(({ promotion: one }) => one.terms?.by_coupon && one.state === 'active').promotion
  const batch = crypto.randomUUID()
  const draft = { promotion_id: promotion.promotion_id, name: '测试券', state: 'active', validity: { days: 30 }, limits: {}, ways: ['hand', 'code'], transferable: false }
  await shop.put(`/v1/coupon-batches/${batch}`, draft, manager)
  const codes = (await shop.put(`/v1/coupon-issues/${crypto.randomUUID()}`, { batch_id: batch, count: 1 }, manager)).coupons
  await shop.put(`/v1/coupon-issues/${crypto.randomUUID()}`, { batch_id: batch, member_id: member.member_id, count: 1 }, manager)
  const { code } = codes[0]
  const state = async () => (await shop.get(`/v1/coupons/${code}`, manager)).body.coupon.state
  await scan(3)
  shop.lose = /^\/v1\/coupon-reservations\//
  await enter(`${code.slice(0, 4).toLowerCase()}-${code.slice(4, 8)}-${code.slice(8)}`)
  await waitFor('the lost reply', async () => /连不上|does not answer/.test(await page.locator('body').innerText()))
  await enter(code)
  await waitFor('the coupon', async () => (await by(page, 'laid-coupons').count()) > 0)
  assert.equal(await state(), 'reserved')
  await picture('coupon-code')
  await page.keyboard.press('Shift+Delete')
  await page.keyboard.press('Enter')
  await waitFor('void', async () => (await lines()) === 0 || (await page.locator('dialog').count()) > 0)
  if ((await lines()) > 0) await page.locator('dialog').getByRole('button').last().click()
  await waitFor('its release', async () => (await state()) === 'issued')
  await attach()
  await scan(3)
  await page.keyboard.press('F3')
  await by(page, 'member-coupon').first().waitFor()
  await by(page, 'member-coupon-use').first().click()
  await waitFor('the hold', async () => (await by(page, 'laid-coupons').count()) > 0)
  await picture('coupons')
  assert.deepEqual(await seriousAxeFindings(page), [])
  await page.keyboard.press('Escape')
  await gone('coupon-dialog')
  await page.keyboard.press('F9')
  await by(page, 'pay-confirm').click()
  await delivered()
  assert.equal(sales().at(-1).status, 200)
  assert.equal(JSON.parse(sales().at(-1).body).facts.coupon_ids.length, 1)
  await next()
})

step('a gift card is sold, its code stands on its slip alone, and it pays', async () => {
  await page.keyboard.press('Control+k')
  await page.locator('dialog .segment').nth(1).click()
  await by(page, 'package').first().waitFor()
  await by(page, 'value-confirm').click()
  await by(page, 'slip').waitFor()
  await picture('gift-slip')
  const secret = await by(page, 'slip-secret').first().innerText()
  const number = (await by(page, 'slip-paper').first().innerText()).match(/96\d{14}/)[0]
  assert.match(secret, /^\d{10}$/)
  await slipDone()
  await scan(2)
  await page.keyboard.press('F9')
  await page.keyboard.press('Control+k')
  await by(page, 'card-number').fill(number)
  await page.keyboard.press('Enter')
  await by(page, 'card-chosen').waitFor()
  await enter(secret)
  await by(page, 'card-tender').waitFor()
  const due = await fen('pay-payable')
  await page.keyboard.press('Enter')
  await delivered()
  assert.equal(sales().at(-1).status, 200)
  assert.equal(JSON.parse(sales().at(-1).body).tenders[0].amount, Math.min(3000, due))
  await next()
})

step('a count card is sold and used', async () => {
  await attach()
  await page.keyboard.press('Control+k')
  await page.locator('dialog .segment').nth(2).click()
  await by(page, 'package').first().waitFor()
  await picture('count')
  await by(page, 'value-confirm').click()
  await by(page, 'slip').waitFor()
  await slipDone()
  await waitFor('the card', async () => (await wallet()).cards.some(({ kind, uses }) => kind === 'count' && uses === 11))
  await page.keyboard.press('Control+k')
  await page.locator('dialog .segment').nth(3).click()
  await by(page, 'count-card').first().waitFor()
  await picture('use')
  await page.keyboard.press('Enter')
  await by(page, 'slip').waitFor()
  await slipDone()
  assert.ok((await wallet()).cards.some(({ kind, uses }) => kind === 'count' && uses === 10))
})

step('without the network the wallet is what was known, and a card says to take cash', async () => {
  await scan(1)
  shop.mode = 'down'
  await waitFor('the mark', async () => (await by(page, 'wallet-old').count()) > 0, 40_000)
  await picture('offline')
  await page.keyboard.press('F9')
  await page.keyboard.press('Control+k')
  await by(page, 'card-panel').waitFor()
  await picture('offline-card')
  await page.keyboard.press('Escape')
  await by(page, 'pay-confirm').click()
  await by(page, 'receipt').waitFor()
  shop.mode = 'pass'
  await delivered()
  assert.equal(sales().at(-1).status, 200)
  await next()
})

step('a card is paid out by its quote, lot by lot, and closed', async () => {
  await attach()
  await page.keyboard.press('Control+k')
  await page.locator('dialog .segment').nth(6).click()
  await by(page, 'cash-out-card').first().click()
  await by(page, 'quote').waitFor()
  await by(page, 'cash-out-reason').fill('搬家')
  await picture('cash-out')
  assert.deepEqual(await seriousAxeFindings(page), [])
  await by(page, 'value-confirm').click()
  await by(page, 'slip').waitFor()
  await picture('cash-out-slip')
  await slipDone()
  assert.ok((await wallet()).cards.filter(({ state }) => state !== 'closed').length < 2)
})

step('no page threw an error, and every book agrees', () => {
  assert.deepEqual(page.errors, [])
  assert.match(shop.verify(), /Every book agrees/)
})
