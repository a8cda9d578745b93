// Limited offers without the network: the owner sets a quota in the office, two tills take theirs, sell offline out of what
// they hold and no more, say why another offer is not given, and the shop ends exactly at the limit.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { by, launch, openPage, openTill, seriousAxeFindings, Shop, waitFor } from './harness.mjs'
import { mkdirSync } from 'node:fs'

let shop, browser, office, manager, snack, other, first, second
const limited = crypto.randomUUID()
const withheld = crypto.randomUUID()
const folder = process.env.HUIJI_PICTURES
if (folder) mkdirSync(folder, { recursive: true })
const picture = (page, name) => (folder ? page.screenshot({ path: `${folder}/quota-${name}.png` }) : null)
const SPECIAL = 100

async function find(query) {
  const { products } = (await shop.get(`/v1/products?q=${encodeURIComponent(query)}&limit=50`, manager)).body
  return products.find((product) => product.unit_kind === 'piece' && product.price > 300 && /^69\d{11}$/.test(product.barcodes[0]?.barcode))
}
const piece = (product) => product.barcodes[0].barcode

const special = (name, product) => ({
  kind: 'special_price',
  name,
  state: 'active',
  members_only: false,
  scope: { products: [product.product_id ?? product.id], categories: [], excluded_products: [], excluded_categories: [] },
  schedule: { weekdays: [] },
  parameters: { price: SPECIAL },
  limits: { total: 5 },
})

async function enter(page, text) {
  await page.keyboard.type(text, { delay: 2 })
  await page.keyboard.press('Enter')
}
async function scan(page, product, count) {
  for (let i = 0; i < count; i++) await enter(page, piece(product))
  await waitFor('the goods', async () => (await by(page, 'basket-line').count()) > 0)
}
const total = async (page) => Number(await by(page, 'basket-total').getAttribute('data-fen'))
async function pay(page) {
  await page.keyboard.press('F9')
  await by(page, 'pay-confirm').click()
  await by(page, 'receipt').waitFor()
  await by(page, 'receipt-close').click()
  await by(page, 'receipt').waitFor({ state: 'detached' })
}
const leases = async () => (await shop.get('/v1/quota-leases', manager)).body.leases
const lastSale = (page) =>
  page.evaluate(
    () =>
      new Promise((done) => {
        const open = indexedDB.open('huiji-till')
        open.onsuccess = () => {
          const all = open.result.transaction('events').objectStore('events').getAll()
          all.onsuccess = () => done(all.result.filter(({ kind }) => kind === 'sale').at(-1))
        }
      }),
  )

before(async () => {
  shop = await new Shop().open()
  browser = await launch()
  manager = await shop.login('manager', shop.password('manager'))
  snack = await find('大米')
  other = await find('饼干')
  assert.ok(snack && other)
  await shop.put(`/v1/promotions/${limited}`, special('限量大米', snack), manager)
  await shop.put(`/v1/promotions/${withheld}`, special('限量饼干', other), manager)
})

after(async () => {
  await browser?.close()
  await shop?.close()
})

test('the owner sets what each till may keep', async () => {
  office = await openPage(browser)
  await office.goto(shop.url + '/office/')
  await by(office, 'office-login-name').fill('manager')
  await by(office, 'office-login-password').fill(shop.password('manager'))
  await by(office, 'office-login-submit').click()
  await by(office, 'nav-promotions').click()
  await by(office, 'promotion-quotas').click()
  const row = by(office, 'quota-row').filter({ hasText: '限量大米' })
  await row.locator('[data-testid="quota-times"]').fill('3')
  await row.locator('[data-testid="quota-save"]').click()
  await waitFor('the quota', async () => {
    const { quotas } = (await shop.get('/v1/offline-quotas', manager)).body
    return quotas.find(({ promotion_id }) => promotion_id === limited).quota.times === 3
  })
  assert.deepEqual(await seriousAxeFindings(office), [])
  await picture(office, 'office')
})

test('two tills take theirs: never more than the limit together', async () => {
  first = await openPage(browser)
  await openTill(first, shop, { name: '一号收银台' })
  await waitFor('the first lease', async () => (await leases()).length === 1)
  second = await openPage(browser)
  await openTill(second, shop, { name: '二号收银台' })
  await waitFor('the second lease', async () => (await leases()).length === 2)
  assert.deepEqual((await leases()).map(({ times }) => times), [3, 2])
})

test('without the network a till sells what it holds, then at the usual price, and says why', async () => {
  await first.waitForTimeout(500)
  shop.mode = 'down'
  await waitFor('the cut', async () => (await first.locator('[data-testid="connection-badge"]').innerText()).match(/断|离线|[Oo]ffline/), 40_000)
  await scan(first, snack, 4)
  await waitFor('three at the special price', async () => (await total(first)) === 3 * SPECIAL + snack.price)
  await pay(first)
  const sale = await lastSale(first)
  assert.equal(sale.body.facts.quota_leases.length, 1)
  await scan(first, snack, 1)
  assert.equal(await total(first), snack.price, 'nothing is left here')
  await pay(first)
  await scan(first, other, 1)
  assert.equal(await total(first), other.price, 'nothing is held of it')
  await waitFor('the reason', async () => /没有额度/.test(await by(first, 'not-given').textContent()), 10_000)
  await by(first, 'not-given').locator('summary').click()
  await picture(first, 'till')
  await pay(first)
  await waitFor('the cut', async () => (await second.locator('[data-testid="connection-badge"]').innerText()).match(/断|离线|[Oo]ffline/), 40_000)
  await scan(second, snack, 3)
  await waitFor('two at the special price', async () => (await total(second)) === 2 * SPECIAL + snack.price)
  await pay(second)
})

test('back on line all is delivered, exactly the limit was used, and the tills give back', async () => {
  shop.mode = 'pass'
  const usage = async () =>
    (await shop.get('/v1/promotions', manager)).body.promotions.find(({ promotion }) => promotion.promotion_id === limited).usage
  await waitFor('five uses', async () => (await usage())?.times === 5, 60_000)
  assert.equal((await usage()).sales_over_limit, 0)
  assert.match(shop.verify(), /./)
  await scan(first, other, 1)
  await waitFor('the offer without quota, on line', async () => (await total(first)) === SPECIAL, 60_000)
})

test('a till that is lost is given up with a reason', async () => {
  await office.reload()
  await by(office, 'quota-lease').first().waitFor()
  const before = (await leases()).length
  await by(office, 'quota-give-up').first().click()
  await by(office, 'member-reason').fill('机器坏了')
  await picture(office, 'give-up')
  await by(office, 'member-confirm').click()
  await waitFor('the end', async () => (await leases()).length === before - 1)
})
