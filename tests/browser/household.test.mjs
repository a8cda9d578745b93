// Points that wait and points that are shared, from end to end: the office says through which channel points wait and
// puts two members into one household (one by his word, one by his PIN); the till sells to both, shows whose points they
// are and from when they count, and one spends what the other earned. At the end every book agrees.
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { by, launch, openPage, openTill, seriousAxeFindings, Shop, story, waitFor } from './harness.mjs'

const PHONE = '13800000047'
const PIN = '482907'
const language = process.env.HUIJI_LANGUAGE ?? 'zh-CN'
let shop, browser, office, page, manager, rice, mother, son

const step = story()
async function picture(on, name) {
  if (!process.env.HUIJI_PICTURES) return
  mkdirSync(process.env.HUIJI_PICTURES, { recursive: true })
  await on.waitForTimeout(400)
  await on.screenshot({ path: join(process.env.HUIJI_PICTURES, `${name}.png`) })
}
const wallet = async (member) => (await shop.get(`/v1/members/${member.member_id}/wallet`, manager)).body
const household = async () => (await shop.get(`/v1/members/${son.member_id}/household`, manager)).body.household
const gone = (on, id) => by(on, id).waitFor({ state: 'detached' })
async function enter(text) {
  await waitFor('the line of input', () => page.evaluate(() => document.activeElement?.dataset.testid === 'scan-input'))
  await page.keyboard.type(text, { delay: 2 })
  await page.keyboard.press('Enter')
}
async function attach(member) {
  await enter(member.number)
  await waitFor('the member', async () => (await by(page, 'member-chip').count()) > 0)
  await by(page, 'wallet-facts').waitFor()
}
async function scan(count) {
  await enter(`${count}*${rice.barcodes[0].barcode}`)
  await waitFor('the rice', async () => (await by(page, 'basket-line').count()) === 1)
}
async function pay() {
  await page.keyboard.press('F9')
  await by(page, 'pay-confirm').click()
  await by(page, 'receipt').waitFor()
  await waitFor('its arrival', async () => (await by(page, 'receipt-state').getAttribute('data-state')) === 'delivered')
}
async function next() {
  await by(page, 'receipt-close').click()
  await gone(page, 'receipt')
}
async function openMember(member) {
  await office.goto(shop.url + '/office/#/members')
  await by(office, 'member-row').filter({ hasText: member.number }).first().click()
  await by(office, 'household').waitFor()
}
const leave = async () => {
  await office.keyboard.press('Escape')
  await by(office, 'member-view').waitFor({ state: 'hidden' })
}

before(async () => {
  shop = await new Shop().open()
  browser = await launch()
  manager = await shop.login('manager', shop.password('manager'))
  const { products } = (await shop.get(`/v1/products?q=${encodeURIComponent('大米')}&limit=50`, manager)).body
  rice = products.find((one) => one.unit_kind === 'piece' && one.barcodes.length > 0 && one.price >= 2000 && one.price < 6000)
  mother = (await shop.get(`/v1/members?phone=${PHONE}`, manager)).body.members[0]
  const { members } = (await shop.get('/v1/members', manager)).body
  son = members.find((one) => one.member_id !== mother.member_id && one.state === 'active')
  await shop.put(`/v1/members/${son.member_id}/pin`, { operation_id: crypto.randomUUID(), pin: PIN }, manager)
  const { version, policy } = (await shop.get('/v1/pricing-policy', manager)).body
  const points_payment = { points: 100, value: 100, minimum: 0, cap: 5000 }
  await shop.put('/v1/pricing-policy', { version, policy: { ...policy, points_payment } }, manager)
  await shop.put(`/v1/adjustments/${crypto.randomUUID()}`, { member_id: mother.member_id, asset: 'points', change: 800, reason: '测试' }, manager)
  for (const open of ['office', 'till']) {
    const one = await openPage(browser, { locale: language })
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

step('the office says through which channel points wait', async () => {
  await office.goto(shop.url + '/office/#/value/rules')
  await by(office, 'pending-add').waitFor()
  await picture(office, 'rules-none')
  await by(office, 'pending-add').click()
  await by(office, 'pending-add').click()
  await by(office, 'pending-1-channel').fill('online')
  await by(office, 'value-rules-save').click()
  await by(office, 'pending-row').nth(1).getByRole('alert').waitFor()
  await by(office, 'pending-add').scrollIntoViewIfNeeded()
  await picture(office, 'rules-twice')
  await by(office, 'pending-1-channel').fill('phone')
  await by(office, 'pending-1-days').fill('3')
  await picture(office, 'rules-pending')
  assert.deepEqual(await seriousAxeFindings(office), [])
  await by(office, 'value-rules-save').click()
  const saved = async () => (await shop.get('/v1/value-policy', manager)).body.policy.pending ?? []
  await waitFor('the rules', async () => (await saved()).length === 2)
  await waitFor('the page to know', () => by(office, 'value-rules-save').isDisabled())
  assert.deepEqual(await saved(), [
    { channel: 'online', days: 7 },
    { channel: 'phone', days: 3 },
  ])
})

step('the office opens a household and puts a second member into it, who types his PIN', async () => {
  await openMember(mother)
  await picture(office, 'household-none')
  await by(office, 'household-open').click()
  await by(office, 'household-joins').waitFor()
  assert.equal(await by(office, 'household-confirm').isDisabled(), true, 'not without PIN or word')
  await by(office, 'household-reason').fill('本人到店口头同意')
  await picture(office, 'household-open')
  assert.deepEqual(await seriousAxeFindings(office), [])
  await by(office, 'household-confirm').click()
  await by(office, 'household-member').waitFor()
  await by(office, 'household-add').click()
  await by(office, 'household-search').fill(son.number)
  await by(office, 'household-choice').first().waitFor()
  await picture(office, 'household-search')
  await by(office, 'household-choice').first().click()
  await by(office, 'household-pin').fill('000000')
  await by(office, 'household-confirm').click()
  await office.locator('dialog [role="alert"]').first().waitFor()
  await picture(office, 'household-wrong-pin')
  await by(office, 'household-pin').fill(PIN)
  await by(office, 'household-confirm').click()
  await by(office, 'household-member').nth(1).waitFor()
  await by(office, 'household').scrollIntoViewIfNeeded()
  await picture(office, 'household')
  assert.deepEqual(await seriousAxeFindings(office), [])
  assert.deepEqual((await household()).members.map(({ consent }) => consent), ['noted', 'proven'])
  await leave()
})

step('points of an online order wait: the receipt says from when, the till shows them as shared', async () => {
  await openTill(page, shop, { person: 'cashier' })
  await page.waitForTimeout(1000)
  const before = await wallet(son)
  await attach(son)
  await by(page, 'wallet-shared').waitFor()
  assert.match(await by(page, 'member-chip').innerText(), /家庭共享|shared/)
  await scan(2)
  await picture(page, 'till-shared')
  await by(page, 'channel-online').click()
  await picture(page, 'till-online')
  assert.deepEqual(await seriousAxeFindings(page), [])
  await pay()
  await by(page, 'receipt-pending').first().waitFor()
  await picture(page, 'till-pending-receipt')
  assert.deepEqual(await seriousAxeFindings(page), [])
  assert.equal(JSON.parse(shop.seen.at(-1).body).facts.channel, 'online')
  const now = await wallet(son)
  assert.ok(now.points_pending > 0, 'the points of the order wait')
  assert.equal(now.points_available, before.points_available)
  assert.equal((await wallet(mother)).points_pending, now.points_pending, 'both see the same pool')
  await next()
})

step('a sale in the shop asks no channel again, and one spends what the other earned', async () => {
  await attach(son)
  await waitFor('what waits', async () => /待入账|pending/.test(await by(page, 'wallet-points').innerText()))
  await scan(1)
  assert.equal(await by(page, 'channel-till').getAttribute('aria-pressed'), 'true', 'the choice is of one sale')
  const before = await household()
  await by(page, 'points-hint').waitFor()
  await page.keyboard.press('Control+j')
  await by(page, 'points-dialog').waitFor()
  await by(page, 'points-input').fill('100')
  await picture(page, 'till-spend-shared')
  await page.keyboard.press('Enter')
  await gone(page, 'points-dialog')
  await pay()
  await picture(page, 'till-spent-receipt')
  const now = await household()
  const of = (pool, member) => pool.members.find(({ member_id }) => member_id === member.member_id).points
  assert.equal(of(now, mother), of(before, mother) - 100, 'the oldest points go first, whoever earned them')
  assert.ok(of(now, son) > of(before, son), 'what he buys is earned by him')
  await next()
})

step('the office shows each share, and the statement says whose each line is', async () => {
  await openMember(mother)
  await by(office, 'household-member').nth(1).waitFor()
  await picture(office, 'household-after')
  await by(office, 'points-statement').click()
  await by(office, 'statement-line').nth(3).waitFor()
  await picture(office, 'statement-shared')
  assert.deepEqual(await seriousAxeFindings(office), [])
  await by(office, 'statement-close').click()
  await gone(office, 'statement')
})

step('who goes takes what is left of what he earned', async () => {
  const before = await household()
  const his = before.members.find(({ member_id }) => member_id === son.member_id)
  await by(office, 'household-remove').nth(1).click()
  await by(office, 'member-reason').fill('分家')
  await picture(office, 'household-remove')
  await by(office, 'member-confirm').click()
  await waitFor('one member', async () => (await by(office, 'household-member').count()) === 1)
  const now = await wallet(son)
  assert.deepEqual([now.points, now.points_pending, now.household ?? null], [his.points - his.pending, his.pending, null])
  await leave()
})

step('no page complained, and every book agrees', async () => {
  assert.deepEqual([...page.errors, ...office.errors], [])
  await page.close()
  await shop.kill()
  assert.match(shop.verify(), /Every book agrees/)
})
