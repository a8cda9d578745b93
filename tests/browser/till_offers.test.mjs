// Coupons, the own bag, discounts by hand with a manager's approval, goods past their date, the reasons and the
// receipt that explains: all by keyboard, at a till whose cashier has none of the rights.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { by, launch, openPage, openTill, seriousAxeFindings, Shop, waitFor } from './harness.mjs'

let shop, browser, page, manager, snack, packed

async function enter(text) {
  await page.keyboard.type(text, { delay: 2 })
  await page.keyboard.press('Enter')
}
const lines = () => by(page, 'basket-line').count()
const total = async () => Number(await by(page, 'basket-total').getAttribute('data-fen'))
const gone = (id) => by(page, id).waitFor({ state: 'detached' })
const sales = () => shop.seen.filter((write) => write.url.startsWith('/v1/sales/'))

async function find(query, wanted) {
  const { products } = (await shop.get(`/v1/products?q=${encodeURIComponent(query)}&limit=50`, manager)).body
  return products.find((product) => product.unit_kind === 'piece' && product.barcodes.length > 0 && wanted(product))
}

async function approve(login, password) {
  await by(page, 'approval-login').fill(login)
  await by(page, 'approval-password').fill(password)
  await page.keyboard.press('Enter')
}

async function payAndRead() {
  const before = sales().length
  await page.keyboard.press('F9')
  await by(page, 'pay-confirm').click()
  await by(page, 'receipt').waitFor()
  await waitFor('the sale', () => sales().length > before)
  await waitFor('its arrival', async () => (await by(page, 'receipt-state').getAttribute('data-state')) === 'delivered')
  assert.equal(sales().at(-1).status, 200)
  return JSON.parse(sales().at(-1).body)
}

async function next() {
  await by(page, 'receipt-close').click()
  await gone('receipt')
}

before(async () => {
  shop = await new Shop().open()
  browser = await launch()
  page = await openPage(browser)
  manager = await shop.login('manager', shop.password('manager'))
  snack = await find('大米', (product) => product.price >= 2000 && product.price < 6000)
  packed = await find('饼干', (product) => /^69\d{11}$/.test(product.barcodes[0].barcode))
  assert.ok(snack && packed, 'the demo shop has rice and biscuits')
  await openTill(page, shop)
  await page.waitForTimeout(500)
})

after(async () => {
  await browser?.close()
  await shop?.close()
})

test('coupons are laid down by keyboard; the basket says which are used and why others are not', async () => {
  await enter(`3*${snack.barcodes[0].barcode}`)
  await waitFor('the rice', async () => (await lines()) === 1)
  const before = await total()
  await page.keyboard.press('F3')
  await by(page, 'coupon-dialog').waitFor()
  assert.deepEqual(await seriousAxeFindings(page), [])
  await enter('食品券')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('+')
  await page.keyboard.press('+')
  await page.keyboard.press('-')
  assert.deepEqual(await by(page, 'coupon-count').allInnerTexts(), ['1', '1'])
  await page.keyboard.press('Enter')
  await gone('coupon-dialog')
  assert.ok((await total()) < before)
  await waitFor('the coupons', async () => /1 张已用/.test(await by(page, 'laid-coupons').innerText()))
  await waitFor('the reason', async () => /鸡蛋兑换券.*没有适用的商品/.test(await by(page, 'laid-coupons').innerText()))
  assert.match(await by(page, 'laid-coupons').innerText(), /1 张，用 0 张/)
})

test('F5 opens the reasons and reloads nothing', async () => {
  await page.evaluate(() => (globalThis.stillHere = true))
  await page.keyboard.press('F5')
  await waitFor('the reasons', async () => (await by(page, 'not-given').getAttribute('open')) !== null)
  assert.match(await by(page, 'not-given').innerText(), /：/)
  await page.keyboard.press('F5')
  await waitFor('them to close', async () => (await by(page, 'not-given').getAttribute('open')) === null)
  assert.equal(await page.evaluate(() => globalThis.stillHere), true)
})

test('the own bag is a switch, and rewards a member', async () => {
  await enter('13800000005')
  await waitFor('the member', async () => (await by(page, 'member-chip').count()) > 0)
  await page.keyboard.press('Control+b')
  await waitFor('the switch', async () => (await by(page, 'event-own_bag').getAttribute('aria-checked')) === 'true')
})

test('a discount needs the manager: not the cashier, not a wrong password', async () => {
  const before = await total()
  await page.keyboard.press('F10')
  await by(page, 'discount').waitFor()
  assert.deepEqual(await seriousAxeFindings(page), [])
  await page.keyboard.type('10')
  await approve('manager', shop.password('manager'))
  await waitFor('the missing reason', async () => /请写明原因/.test(await by(page, 'discount').innerText()))
  await by(page, 'reason-regular').click()
  await approve('cashier', shop.password('cashier'))
  await waitFor('the refusal', async () => /没有这项权限/.test(await by(page, 'approval-problem').innerText()))
  await approve('manager', 'not the password')
  await waitFor('the wrong password', async () => /不对/.test(await by(page, 'approval-problem').innerText()))
  assert.equal(await total(), before)
  await approve('manager', shop.password('manager'))
  await gone('discount')
  assert.ok((await total()) < before)
})

test('the receipt explains each line, the discount with its reason, the rounding and the reward', async () => {
  const sent = await payAndRead()
  assert.equal(sent.facts.manual.reason, '熟客')
  assert.deepEqual(sent.facts.events, ['own_bag'])
  assert.equal(sent.facts.coupons.length, 2)
  assert.equal(sent.approvals.length, 1)
  assert.equal(sent.approvals[0].act, 'bill:1000:0:熟客')
  const paper = page.locator('.desk .paper')
  assert.match(await by(paper, 'receipt-saving').first().innerText(), /：3 件/)
  assert.match(await by(paper, 'receipt-by-hand').innerText(), /整单优惠\s*（熟客）/)
  assert.match(await by(paper, 'receipt-rewards').innerText(), /自带购物袋.*10 积分/)
  assert.match(await paper.innerText(), /授权：/)
  for (const rounded of await by(paper, 'receipt-rounded').all()) assert.match(await rounded.innerText(), /抹零/)
  assert.deepEqual(await seriousAxeFindings(page), [])
  await next()
})

test('a lower price for one line, with its reason on basket, request and receipt', async () => {
  await enter(packed.barcodes[0].barcode)
  await waitFor('a line', async () => (await lines()) === 1)
  await page.keyboard.press('F10')
  await by(page, 'discount').getByText('改价').click()
  await by(page, 'discount-value').fill('0.5')
  await by(page, 'reason-damaged').click()
  await approve('manager', shop.password('manager'))
  await gone('discount')
  assert.equal(await total(), 50)
  assert.match(await by(page, 'line-notes').innerText(), /改价 ¥0.50 · 包装破损/)
  const sent = await payAndRead()
  assert.equal(sent.lines[0].manual_price, 50)
  assert.match(await page.locator('.desk .paper').innerText(), /原因：包装破损/)
  await next()
})

test('goods past their date: refused, or let pass by the manager with a reason', async () => {
  const yesterday = new Date(Date.now() + 8 * 3_600_000 - 86_400_000).toISOString().slice(2, 10).replaceAll('-', '')
  const code = `]d2010${packed.barcodes[0].barcode}17${yesterday}`
  await enter(code)
  await by(page, 'expired').waitFor()
  assert.deepEqual(await seriousAxeFindings(page), [])
  await page.keyboard.press('Enter') // the focus is on "don't sell"
  await gone('expired')
  assert.equal(await lines(), 0)
  await enter(code)
  await by(page, 'expired').waitFor()
  await by(page, 'reason-misprinted').click()
  await approve('manager', shop.password('manager'))
  await gone('expired')
  await waitFor('the line', async () => (await lines()) === 1)
  assert.match(await by(page, 'line-notes').innerText(), /过期放行 · 标签日期印错/)
  const sent = await payAndRead()
  assert.equal(sent.lines[0].sold_expired, true)
  assert.equal(sent.approvals[0].right, 'sell_expired')
  await next()
})

test('without the server nobody can approve, and the form says so; the sale goes on', async () => {
  await enter(packed.barcodes[0].barcode)
  await waitFor('a line', async () => (await lines()) === 1)
  shop.mode = 'down'
  await page.keyboard.press('F10')
  await by(page, 'discount-value').fill('5')
  await by(page, 'reason-regular').click()
  await approve('manager', shop.password('manager'))
  await waitFor('the words', async () => /连不上服务器/.test(await by(page, 'approval').innerText()))
  await page.keyboard.press('Escape')
  await gone('discount')
  shop.mode = 'pass'
  const sent = await payAndRead()
  assert.equal(sent.approvals, undefined)
  await next()
})

test('no page threw an error, and every book agrees', () => {
  assert.deepEqual(page.errors, [])
  assert.match(shop.verify(), /Every book agrees/)
})
