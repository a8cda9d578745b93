// A member's life in the office, as a manager does it: tags, PIN, freeze, merge and its undoing, closing. Each is
// asked for by the screens, and the history tells it. With HUIJI_PICTURES=<folder> each step leaves a picture.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { join } from 'node:path'
import { Shop, by, launch, openPage, seriousAxeFindings } from './harness.mjs'

const pictures = process.env.HUIJI_PICTURES
const english = process.env.HUIJI_LANGUAGE === 'en'
let shop, browser, page, token, members

before(async () => {
  shop = await new Shop().open()
  browser = await launch()
  page = await openPage(browser, { viewport: { width: 1440, height: 900 }, locale: english ? 'en-GB' : 'zh-CN' })
  if (english) await page.addInitScript(() => localStorage.setItem('huiji.language', 'en'))
  token = await shop.login('manager', shop.password('manager'))
  members = (await shop.get('/v1/members', token)).body.members
  await page.goto(`${shop.url}/office/`)
  await by(page, 'office-login-name').fill('manager')
  await by(page, 'office-login-password').fill(shop.password('manager'))
  await by(page, 'office-login-submit').click()
  await by(page, 'nav-members').click()
  await by(page, 'member-row').first().waitFor()
})

after(async () => {
  await browser?.close()
  await shop?.close()
})

const picture = async (name) => {
  if (pictures) await page.waitForTimeout(500)
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) })
}
const open = async (number) => {
  await by(page, 'member-row').filter({ hasText: number }).click()
  await by(page, 'member-history').waitFor()
}
const leave = async () => {
  await page.keyboard.press('Escape')
  await by(page, 'member-view').waitFor({ state: 'hidden' })
}
const because = async (reason) => {
  await by(page, 'member-reason').fill(reason)
}
const confirm = async () => {
  await by(page, 'member-confirm').click()
  await by(page, 'member-confirm').waitFor({ state: 'hidden' })
}
const member = async (i) => (await shop.get(`/v1/members/${members[i].member_id}`, token)).body
const events = async (i) =>
  (await shop.get(`/v1/members/${members[i].member_id}/history`, token)).body.events.map(({ kind }) => kind)

test('tags are typed and stay', async () => {
  await open(members[0].number)
  await picture('sheet')
  await by(page, 'member-view').locator('.el-select').click()
  await page.keyboard.type('熟客')
  await page.locator('.el-select-dropdown__item').filter({ hasText: '熟客' }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.querySelector('[data-testid="member-history"]').children.length > 1)
  assert.deepEqual((await member(0)).tags, ['熟客'])
  await page.keyboard.press('Tab')
})

test('marketing consent is given and withdrawn apart', async () => {
  await by(page, 'member-marketing').click()
  await page.waitForFunction(() => document.querySelector('[data-testid="member-history"]').children.length > 2)
  assert.equal((await member(0)).marketing, true)
  await by(page, 'member-marketing').click()
  await page.waitForFunction(() => document.querySelector('[data-testid="member-history"]').children.length > 3)
  assert.equal((await member(0)).marketing, false)
})

test('an easy PIN is refused in words, another is set', async () => {
  await by(page, 'member-pin-set').click()
  for (const field of ['pin-new', 'pin-again']) await by(page, field).fill('123456')
  await by(page, 'member-confirm').click()
  await page.getByText('123456').first().waitFor()
  await page.locator('[role="alert"]').first().waitFor()
  await picture('pin')
  for (const field of ['pin-new', 'pin-again']) await by(page, field).fill('482907')
  await confirm()
  assert.equal((await events(0)).at(-1), 'pin_set')
})

test('a freeze asks why, and an unfreeze, too', async () => {
  await by(page, 'member-freeze').click()
  assert.equal(await by(page, 'member-confirm').isDisabled(), true, 'not without a reason')
  await because('13800138000')
  await by(page, 'member-confirm').click()
  await page.locator('[role="alert"]').first().waitFor()
  await picture('freeze')
  await because('手机丢了')
  await confirm()
  assert.equal((await member(0)).state, 'frozen')
  await picture('frozen')
  await by(page, 'member-freeze').click()
  await because('本人来店核实')
  await confirm()
  assert.equal((await member(0)).state, 'active')
})

test('two become one and two again', async () => {
  await by(page, 'member-merge').click()
  await by(page, 'merge-search').fill(members[1].number)
  await by(page, 'merge-choice').first().click()
  await picture('merge')
  await by(page, 'merge-swap').click()
  await by(page, 'merge-swap').click()
  await because('同一位顾客')
  await confirm()
  assert.equal((await member(1)).member_id, members[0].member_id)
  assert.deepEqual(await seriousAxeFindings(page), [])
  await picture('merged')
  await by(page, 'member-unmerge').click()
  await because('合并错了')
  await picture('unmerge')
  await confirm()
  assert.equal((await member(1)).member_id, members[1].member_id)
  assert.equal((await member(1)).state, 'active')
  await leave()
})

test('a member is closed by what he agreed to', async () => {
  await open(members[2].number)
  await by(page, 'member-close').click()
  await by(page, 'close-agree').waitFor()
  await because('顾客要求')
  assert.equal(await by(page, 'member-confirm').isDisabled(), true, 'not before he agreed')
  await by(page, 'close-agree').click()
  await picture('close')
  await confirm()
  const closed = await member(2)
  assert.equal(closed.state, 'closed')
  assert.equal(closed.phone_masked, '')
  await page.waitForTimeout(300)
  assert.equal(await by(page, 'member-freeze').count(), 0, 'nothing more can be done')
  await picture('closed')
  await leave()
  await picture('list')
  assert.deepEqual(page.errors, [])
})
