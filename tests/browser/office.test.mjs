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
  await by(page, 'kind-search').fill('percent')
  await by(page, 'promotion-kind-percent_off').click()
  await by(page, 'promotion-preview-total').waitFor()
  const before = await by(page, 'promotion-preview-total').innerText()
  await by(page, 'parameter-off').fill('50')
  await page.waitForTimeout(800)
  assert.notEqual(await by(page, 'promotion-preview-total').innerText(), before)
  assert.match(await by(page, 'preview-reason').first().innerText(), /¥/)
  await leaveEditor()
})

// What the server has under this name.
const storedNamed = async (name) =>
  (await shop.get('/v1/promotions', manager)).body.promotions.find((stored) => stored.promotion.name === name)

async function leaveEditor() {
  page.once('dialog', (dialog) => dialog.accept())
  await by(page, 'nav-promotions').click()
  await by(page, 'promotion-new').waitFor()
}

async function chooseProduct(testid, words) {
  await by(page, testid).locator('input').first().fill(words)
  await page.locator('.el-select-dropdown:visible .el-select-dropdown__item').first().waitFor()
  await page.waitForTimeout(500)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
}

test('a bundle is written row by row, previewed, saved, and opens again as it was', async () => {
  await by(page, 'promotion-new').click()
  await by(page, 'promotion-kind-bundle').click()
  await by(page, 'promotion-name').fill('早餐套餐')
  await by(page, 'table-add-rows').click()
  await chooseProduct('parameter-rows-0-goods-products', '牛奶')
  await chooseProduct('parameter-rows-1-goods-products', '面包')
  await by(page, 'parameter-rows-1-count').fill('2')
  await by(page, 'parameter-price').fill('5.55')
  // The row moves by keyboard, with what is in it.
  await by(page, 'parameter-rows-1-count').press('Alt+ArrowUp')
  assert.equal(await by(page, 'parameter-rows-0-count').inputValue(), '2')
  await by(page, 'section-limits').click()
  await by(page, 'limit-per_order').fill('3')
  await by(page, 'section-funder').click()
  await page.getByRole('button', { name: '供应商', exact: true }).click()
  await by(page, 'funder-name').fill('伊利')
  await by(page, 'funder-share').fill('60')
  await page.waitForTimeout(800)
  const reasons = (await by(page, 'preview-reason').allInnerTexts()).filter((text) => text.startsWith('早餐套餐'))
  assert.ok(reasons.length >= 2, reasons.join())
  assert.match(reasons[0], /伊利/)
  assert.deepEqual(await seriousAxeFindings(page), [])
  await by(page, 'promotion-save').click()
  await page.waitForURL(/promotions\/[0-9a-f-]{36}$/)
  const stored = await storedNamed('早餐套餐')
  const { promotion } = stored
  assert.deepEqual(promotion.parameters.rows.map((row) => row.count), [2, 1])
  assert.equal(promotion.parameters.rows[0].goods.products.length, 1)
  assert.equal(promotion.parameters.price, 555)
  assert.equal(promotion.limits.per_order, 3)
  assert.deepEqual(promotion.funder, { kind: 'supplier', name: '伊利', share: 6000 })

  await page.reload()
  await by(page, 'promotion-name').waitFor()
  assert.equal(await by(page, 'parameter-rows-0-count').inputValue(), '2')
  assert.equal(await by(page, 'funder-share').inputValue(), '60')
  await by(page, 'promotion-save').click()
  await page.waitForTimeout(800)
  // Saved again without a change: the server keeps the version.
  assert.deepEqual(await storedNamed('早餐套餐'), stored)
})

test('a row that makes no sense is refused where it stands, before anything is sent', async () => {
  await by(page, 'nav-promotions').click()
  await by(page, 'promotion-new').click()
  await by(page, 'promotion-kind-tiered_amount_off').click()
  await by(page, 'promotion-name').fill('阶梯')
  await by(page, 'table-add-rows').click()
  for (const [row, threshold, off] of [[0, '100', '10'], [1, '200', '9']]) {
    await by(page, `parameter-rows-${row}-threshold`).fill(threshold)
    await by(page, `parameter-rows-${row}-off`).fill(off)
  }
  await page.locator('tr.said').waitFor()
  await by(page, 'promotion-save').click()
  await page.waitForTimeout(500)
  assert.equal(await storedNamed('阶梯'), undefined)
  await by(page, 'parameter-rows-1-off').fill('25')
  await page.locator('tr.said').waitFor({ state: 'detached' })
  await by(page, 'promotion-activate').click()
  await page.waitForURL(/promotions\/[0-9a-f-]{36}$/)
  assert.deepEqual((await storedNamed('阶梯')).promotion.parameters.rows, [
    { threshold: 10000, off: 1000 },
    { threshold: 20000, off: 2500 },
  ])
})

test('the list is narrowed, and a promotion is started, ended and copied from it', async () => {
  await by(page, 'nav-promotions').click()
  await by(page, 'promotion-search').fill('早餐套餐')
  assert.equal(await by(page, 'promotion-row').count(), 1)
  await by(page, 'row-activate').click()
  await by(page, 'row-end').waitFor()
  assert.equal((await storedNamed('早餐套餐')).promotion.state, 'active')
  await by(page, 'row-end').click()
  await by(page, 'confirm-yes').click()
  await by(page, 'row-end').waitFor({ state: 'detached' })
  assert.equal((await storedNamed('早餐套餐')).promotion.state, 'ended')
  await by(page, 'row-copy').click()
  await by(page, 'promotion-name').waitFor()
  assert.match(await by(page, 'promotion-name').inputValue(), /早餐套餐/)
  assert.equal(await by(page, 'parameter-rows-0-count').inputValue(), '2')
})

test('every section opens without an error and passes the accessibility check', async () => {
  for (const section of ['nav-promotions', 'nav-members', 'nav-staff', 'nav-today']) {
    await by(page, section).click()
    await page.waitForTimeout(800)
    assert.deepEqual(await seriousAxeFindings(page), [], section)
  }
  assert.deepEqual(page.errors, [])
})
