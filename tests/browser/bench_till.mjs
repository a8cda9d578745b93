// Measures the till as a cashier feels it. The floor for a scan is one frame of the display (16.7 ms); Odoo's
// figures for the same machine stand in the shared notes. Prints medians over the runs.
import { Shop, by, launch, openPage } from './harness.mjs'

const products = Number(process.argv[2] ?? 20_000)
const runs = Number(process.argv[3] ?? 3)
const linesABasket = 50

function checkDigit(digits) {
  let sum = 0
  for (let i = 0; i < digits.length; i++) sum += Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 3 : 1)
  return digits + ((10 - (sum % 10)) % 10)
}

const barcode = (i) => checkDigit('6929' + String(10_000_000 + i))

async function addProducts(shop, token, count) {
  const rows = ['货号,条码,品名,规格,分类,单位,售价,进价,税率']
  for (let i = 0; i < count; i++)
    rows.push(`T${i},${barcode(i)},测速商品乐享装原味苏打饼干家庭分享包 ${i},${100 + (i % 900)}g,测速${i % 40},袋,${1 + (i % 90)}.${String(i % 100).padStart(2, '0')},1.00,13`)
  const reply = await fetch(`${shop.url}/v1/products/import?format=csv&import_id=${crypto.randomUUID()}`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', authorization: `Bearer ${token}` },
    body: rows.join('\n'),
  })
  const report = await reply.json()
  if (reply.status !== 200 || report.refused > 0) throw new Error(JSON.stringify(report).slice(0, 500))
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]
const share = (numbers, part) => numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) * part)]

async function usable(page) {
  await by(page, 'scan-input').waitFor({ timeout: 120_000 })
  // Usable is when a scan would be found: the last product has been loaded.
  await page.waitForFunction(() => document.querySelector('[data-testid="scan-input"]')?.disabled === false, null, { timeout: 120_000 })
}

// From the Enter of the scan to the first frame after the line stands in the page.
async function scanAndMeasure(page, code) {
  const measured = page.evaluate(
    () =>
      new Promise((resolve) => {
        let pressed = 0
        const count = document.querySelectorAll('[data-testid="basket-line"]').length
        addEventListener('keydown', function enter(event) {
          if (event.key !== 'Enter') return
          pressed = performance.now()
          removeEventListener('keydown', enter, true)
        }, true)
        const observer = new MutationObserver(() => {
          if (!pressed || document.querySelectorAll('[data-testid="basket-line"]').length === count) return
          observer.disconnect()
          requestAnimationFrame(() => resolve(performance.now() - pressed))
        })
        observer.observe(document.body, { childList: true, subtree: true })
      }),
  )
  await page.keyboard.type(code, { delay: 1 })
  await page.keyboard.press('Enter')
  return measured
}

const shop = await new Shop().open()
const browser = await launch()
try {
  const manager = await shop.login('manager', shop.password('manager'))
  const there = (await shop.get('/v1/products?q=', manager)).body.total
  await addProducts(shop, manager, Math.max(0, products - there))
  const cold = [], warm = [], scans = [], heaps = []
  for (let run = 0; run < runs; run++) {
    const page = await openPage(browser)
    let start = Date.now()
    await page.goto(shop.url + '/till/')
    await by(page, 'login-name').waitFor()
    let seconds = Date.now() - start // typing is not the till's time
    await by(page, 'login-name').fill('manager')
    await by(page, 'login-password').fill(shop.password('manager'))
    await by(page, 'enrol-name').fill(`测速 ${run + 1}`)
    await by(page, 'enrol-submit').click()
    await by(page, 'login-submit').waitFor()
    await by(page, 'login-name').fill('cashier')
    await by(page, 'login-password').fill(shop.password('cashier'))
    start = Date.now()
    await by(page, 'login-submit').click()
    await usable(page)
    cold.push((seconds + Date.now() - start) / 1000)
    start = Date.now()
    await page.reload()
    await usable(page)
    warm.push((Date.now() - start) / 1000)
    for (let i = 0; i < linesABasket; i++) scans.push(await scanAndMeasure(page, barcode(i * 7 + run)))
    const session = await page.context().newCDPSession(page)
    await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    heaps.push(usedSize / 1e6)
    await page.context().close()
  }
  console.log(`till with ${Math.max(products, there)} products, ${runs} runs, baskets of ${linesABasket} lines`)
  console.log(`  usable, cold profile    ${median(cold).toFixed(2)} s`)
  console.log(`  usable, warm            ${median(warm).toFixed(2)} s`)
  console.log(`  scan to line on screen  p50 ${share(scans, 0.5).toFixed(1)} ms, p99 ${share(scans, 0.99).toFixed(1)} ms (${(share(scans, 0.99) / 16.7).toFixed(2)} frames)`)
  console.log(`  JavaScript heap         ${median(heaps).toFixed(0)} MB`)
} finally {
  await browser.close()
  await shop.close()
}
