// The office as a manager uses it: today's figures, a price that reaches the till's snapshot, a promotion
// previewed by the same engine, an import with bad rows. Then each page is checked for accessibility.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Shop, by, launch, openPage, seriousAxeFindings } from './harness.mjs'

let shop, browser, page, manager

before(async () => {
  shop = await new Shop().open()
  browser = await launch()
  page = await openPage(browser, { viewport: { width: 1440, height: 900 } })
  manager = await shop.login('manager', shop.password('manager'))
})

after(async () => {
  await browser?.close()
  await shop?.close()
})

test('a wrong password is refused in words, the right one leads to today', async () => {
  await page.goto(shop.url + '/office/')
  await by(page, 'office-login-name').fill('manager')
  await by(page, 'office-login-password').fill('wrong-password')
  await by(page, 'office-login-submit').click()
  await page.getByRole('alert').first().waitFor()
  await by(page, 'office-login-password').fill(shop.password('manager'))
  await by(page, 'office-login-submit').click()
  await by(page, 'day-sold').waitFor()
  assert.deepEqual(await seriousAxeFindings(page), [])
})

test('a product is found by pinyin and its new price gets a new version', async () => {
  const earlier = (await shop.get('/v1/products?q=', manager)).body.products[0]
  await by(page, 'nav-products').click()
  await by(page, 'product-search').waitFor()
  await by(page, 'product-search').fill(earlier.code)
  await by(page, 'product-row').first().click()
  await by(page, 'product-price').fill('12.34')
  await by(page, 'product-save').click()
  await page.waitForTimeout(1000)
  const now = (await shop.get(`/v1/products/${earlier.product_id}`, manager)).body
  assert.equal(now.price, 1234)
  assert.ok(now.version > earlier.version)
  assert.deepEqual(await seriousAxeFindings(page), [])
})

test('an import lists its bad rows and takes in the good ones', async () => {
  const csv = '货号,条码,品名,分类,单位,售价\nX1,6901234567892,测试苏打水,饮料,瓶,3.50\nX2,6901234567890,校验位错误,饮料,瓶,3.50\n'
  await by(page, 'nav-products').click()
  await by(page, 'product-import').click()
  await by(page, 'import-file').setInputFiles({ name: 'goods.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await by(page, 'import-problem').first().waitFor()
  assert.match(await by(page, 'import-problem').first().innerText(), /6901234567890/)
  await by(page, 'import-confirm').click()
  await by(page, 'import-done').waitFor()
  const found = (await shop.get('/v1/products?q=X1', manager)).body.products
  assert.equal(found.find((product) => product.code === 'X1')?.price, 350)
  await page.keyboard.press('Escape')
})

test('a promotion is previewed by the engine while it is written', async () => {
  await by(page, 'nav-promotions').click()
  await by(page, 'promotion-new').click()
  await by(page, 'promotion-kind-percent_off').check({ force: true })
  await by(page, 'promotion-preview-total').waitFor()
  const before = await by(page, 'promotion-preview-total').innerText()
  await by(page, 'parameter-off').fill('50')
  await page.waitForTimeout(800)
  assert.notEqual(await by(page, 'promotion-preview-total').innerText(), before)
  await page.keyboard.press('Escape')
  const confirm = by(page, 'confirm-yes')
  await page.waitForTimeout(400)
  if (await confirm.count()) await confirm.click()
})

test('every section opens without an error and passes the accessibility check', async () => {
  for (const section of ['nav-promotions', 'nav-members', 'nav-staff', 'nav-today']) {
    await by(page, section).click()
    await page.waitForTimeout(800)
    assert.deepEqual(await seriousAxeFindings(page), [], section)
  }
  assert.deepEqual(page.errors, [])
})
