// A fresh counter at the till: labels of the scale, a DataMatrix from a scanner that types Ctrl+] for GS, goods
// past their date. The server takes the sale, and the books agree.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { by, launch, openPage, openTill, Shop, waitFor } from './harness.mjs'

let shop, browser, page, manager, weighed, packed

function withCheckDigit(body) {
  let sum = 0
  for (let i = 0; i < body.length; i++) sum += (i % 2 === 0 ? 3 : 1) * Number(body[body.length - 1 - i])
  return body + ((10 - (sum % 10)) % 10)
}
const digits = (number, length) => String(number).padStart(length, '0')

// As the engine rounds: half up.
const amountOf = (grams) => Math.floor((weighed.price * grams * 2 + 1000) / 2000)

async function scan(code) {
  for (const part of code.split(/(\x1d)/)) {
    if (part === '\x1d') await page.keyboard.press('Control+]')
    else if (part) await page.keyboard.type(part, { delay: 2 })
  }
  await page.keyboard.press('Enter')
}

const lines = () => by(page, 'basket-line').count()
const lastOf = async (id) => (await by(page, id).last().innerText()).trim()
const message = async () => (await by(page, 'message').innerText()).trim()

// YYMMDD of the shop's day, `days` from today.
function day(days) {
  const date = new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000)
  return date.toISOString().slice(2, 10).replaceAll('-', '')
}

before(async () => {
  shop = await new Shop().open()
  browser = await launch()
  page = await openPage(browser)
  manager = await shop.login('manager', shop.password('manager'))
  const { products } = (await shop.get('/v1/products?q=&limit=200', manager)).body
  packed = products.find((product) => product.unit_kind === 'piece' && /^69\d{11}$/.test(product.barcodes[0]?.barcode ?? ''))
  weighed = (await shop.get('/v1/products?q=10001&limit=50', manager)).body.products.find((product) => product.unit_kind === 'weight')
  weighed ??= products.find((product) => product.unit_kind === 'weight')
  assert.ok(packed && weighed, 'the demo shop has packed and weighed goods')
  await openTill(page, shop, { name: '生鲜台' })
})

after(async () => {
  await browser?.close()
  await shop?.close()
})

test('a weight label, twice: two lines, priced at the till', async () => {
  const label = withCheckDigit('21' + digits(weighed.code, 5) + '00425')
  for (let count = 1; count <= 2; count++) {
    await scan(label)
    await waitFor(`${count} lines`, async () => (await lines()) === count)
    assert.equal(await lastOf('line-quantity'), '0.425')
  }
})

test('a label with amount and weight keeps what it shows, and cannot be changed', async () => {
  const amount = amountOf(1188)
  await scan(withCheckDigit('26' + digits(weighed.code, 5) + digits(amount, 5) + '01188'))
  await waitFor('three lines', async () => (await lines()) === 3)
  assert.equal(await lastOf('line-quantity'), '1.188')
  assert.match(await lastOf('line-notes'), /标签/)
  await page.keyboard.press('F2')
  await waitFor('the words about labels', async () => /不能改/.test(await message()))
})

test('a DataMatrix with separators brings batch and date; goods past their date are refused', async () => {
  const item = `]d2010${packed.barcodes[0].barcode}`
  await scan(`${item}10LOT7\x1d17${day(30)}`)
  await waitFor('four lines', async () => (await lines()) === 4)
  assert.match(await lastOf('line-notes'), /批次 LOT7/)
  await scan(`${item}10LOT7\x1d17${day(-1)}`)
  await waitFor('the refusal', async () => /已过保质期/.test(await message()))
  await by(page, 'expired-keep').waitFor() // scanning on means: not sold
  await scan(`https://id.example.cn/01/0${packed.barcodes[0].barcode}?15=${day(-1)}`)
  await waitFor('the second refusal', async () => /已过保质期/.test(await message()))
  await by(page, 'expired-keep').waitFor()
  await page.keyboard.press('Escape')
  assert.equal(await lines(), 4)
})

test('the server takes the sale as the till priced it', async () => {
  await by(page, 'pay-open').click()
  await by(page, 'pay-confirm').waitFor()
  await by(page, 'pay-confirm').click()
  await by(page, 'receipt').waitFor()
  await waitFor('the sale', () => shop.seen.some((write) => write.url.startsWith('/v1/sales/')))
  const sale = shop.seen.find((write) => write.url.startsWith('/v1/sales/'))
  assert.equal(sale.status, 200)
  const sent = JSON.parse(sale.body).lines
  assert.deepEqual(sent.map((line) => line.quantity), [425, 425, 1188, 1000])
  assert.equal(sent[2].label_amount, amountOf(1188))
  assert.match(sent[3].barcode, /\x1d/)
  assert.match(shop.verify(), /./)
  assert.deepEqual(page.errors, [])
})
