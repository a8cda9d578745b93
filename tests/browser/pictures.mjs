// Pictures of the till with a full basket, both languages and sizes, to look at; also those of docs/images.
//   node tests/browser/pictures.mjs <folder>
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { by, launch, openPage, openTill, Shop } from './harness.mjs'

const folder = process.argv[2] ?? 'build/pictures'
mkdirSync(folder, { recursive: true })
const SIZES = {
  small: { width: 1366, height: 768 },
  large: { width: 1920, height: 1080 },
}

const shop = await new Shop().open()
const browser = await launch()
const manager = await shop.login('manager', shop.password('manager'))

// A snack basket a little below its threshold, something of everything else.
async function goods() {
  const wanted = [
    ['酸奶', 3],
    ['饼干', 1],
    ['薯片', 1],
    ['大米', 1],
    ['纯棉毛巾', 1],
    ['叶菜', 0],
  ]
  const found = []
  for (const [q, count] of wanted) {
    const reply = await shop.get(`/v1/products?q=${encodeURIComponent(q)}&limit=20`, manager)
    const product = (reply.body.products ?? []).find((one) => one.unit_kind === 'piece' && one.barcodes.length > 0)
    if (product && count > 0) found.push(`${count}*${product.barcodes[0].barcode}`)
  }
  return found
}

async function enter(page, text) {
  await page.keyboard.type(text, { delay: 2 })
  await page.keyboard.press('Enter')
  await page.waitForTimeout(150)
}

async function open(size, language) {
  const page = await openPage(browser, {
    viewport: SIZES[size],
    locale: language,
  })
  await page.addInitScript((wanted) => localStorage.setItem('huiji.language', wanted), language)
  await openTill(page, shop)
  await page.waitForTimeout(1200)
  return page
}

async function shoot(page, name) {
  await page.waitForTimeout(450)
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

async function tour(size, language, codes) {
  const page = await open(size, language)
  const name = (what) => `${what}-${size}-${language.slice(0, 2)}`
  for (const code of codes) await enter(page, code)
  await enter(page, '13800000005')
  await shoot(page, name('basket'))
  await page.keyboard.press('F3')
  await by(page, 'coupon-dialog').waitFor()
  await page.keyboard.press('+')
  await page.keyboard.press('+')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('+')
  await shoot(page, name('coupons'))
  await by(page, 'coupon-done').click()
  await page.keyboard.press('Control+b')
  await page.keyboard.press('F10')
  await by(page, 'discount').waitFor()
  await by(page, 'discount-value').fill('5')
  await by(page, 'reason-regular').click()
  await shoot(page, name('discount'))
  await by(page, 'approval-login').fill('manager')
  await by(page, 'approval-password').fill(shop.password('manager'))
  await page.keyboard.press('Enter')
  await by(page, 'discount').waitFor({ state: 'detached' })
  await shoot(page, name('full'))
  await page.keyboard.press('F5')
  await shoot(page, name('why'))
  await page.keyboard.press('F9')
  await by(page, 'pay-confirm').click()
  await by(page, 'receipt').waitFor()
  await shoot(page, name('receipt'))
  for (const width of ['80', '58']) {
    await page.evaluate((wide) => localStorage.setItem('huiji.paper', wide), width)
    await page.locator('.desk .paper').evaluate((paper, wide) => {
      paper.classList.remove('wide-80', 'wide-58')
      paper.classList.add(`wide-${wide}`)
    }, width)
    await page.locator('.desk').evaluate((desk) => (desk.style.maxHeight = 'none'))
    await page.locator('.desk .paper').screenshot({ path: join(folder, `${name('paper')}-${width}.png`) })
  }
  await by(page, 'receipt-close').click()
  await enter(page, codes[0])
  await page.keyboard.press('F10')
  await by(page, 'discount').locator('.segment').nth(2).click()
  await by(page, 'discount-value').fill('3')
  await shoot(page, name('price'))
  await page.keyboard.press('Escape')
  await enter(page, `]d2010${codes[1].split('*')[1]}17250101`)
  await by(page, 'expired').waitFor()
  await shoot(page, name('expired'))
  await page.keyboard.press('Escape')
  await page.keyboard.press('F1')
  await shoot(page, name('menu'))
  if (page.errors.length > 0) console.error(page.errors)
  await page.context().close()
}

const codes = await goods()
const only = process.argv.slice(3)
for (const size of Object.keys(SIZES))
  for (const language of ['zh-CN', 'en'])
    if (only.length === 0 || only.includes(`${size}-${language.slice(0, 2)}`)) await tour(size, language, codes)
await browser.close()
await shop.close()
