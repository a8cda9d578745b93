// Value in the office, as an owner and a manager use it: what the shop owes, a package, an adjustment above the limit
// that somebody else approves, a statement, a card by its number, the rules. A reply that is lost changes nothing
// twice. With HUIJI_PICTURES=<folder> each step leaves a picture.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { join } from 'node:path'
import { Shop, by, launch, openPage, seriousAxeFindings } from './harness.mjs'

const pictures = process.env.HUIJI_PICTURES
const english = process.env.HUIJI_LANGUAGE === 'en'
let shop, browser, page, owner, token, members

async function office(login) {
  const opened = await openPage(browser, { viewport: { width: 1440, height: 900 }, locale: english ? 'en-GB' : 'zh-CN' })
  if (english) await opened.addInitScript(() => localStorage.setItem('huiji.language', 'en'))
  await opened.goto(`${shop.url}/office/`)
  await by(opened, 'office-login-name').fill(login)
  await by(opened, 'office-login-password').fill(shop.password(login))
  await by(opened, 'office-login-submit').click()
  await by(opened, 'nav-value').click()
  await by(opened, 'owed-principal').waitFor()
  return opened
}

before(async () => {
  shop = await new Shop().open()
  browser = await launch()
  token = await shop.login('manager', shop.password('manager'))
  members = (await shop.get('/v1/members', token)).body.members
  page = await office('manager')
  owner = await office('owner')
})

after(async () => {
  await browser?.close()
  await shop?.close()
})

const picture = async (name, of = page) => {
  if (!pictures) return
  await of.waitForTimeout(500)
  await of.screenshot({ path: join(pictures, `${name}.png`) })
}
const wallet = async (id) => (await shop.get(`/v1/members/${id}/wallet`, token)).body
const packages = async () => (await shop.get('/v1/value-packages', token)).body.packages
const named = async (name) => (await packages()).find((stored) => stored.package.name === name)

// The proxy does the work and loses the answer, once.
async function loseReply(method, path) {
  await page.route(
    (url) => path.test(url.pathname),
    async (route) => {
      if (route.request().method() !== method) return route.fallback()
      await route.fetch()
      await route.abort()
    },
    { times: 1 },
  )
}

async function openMember(member) {
  await by(page, 'nav-members').click()
  await by(page, 'member-row').filter({ hasText: member.number }).click()
  await by(page, 'wallet-points').waitFor()
}

test('the overview shows what the ledger owes', async () => {
  const { body } = await shop.get('/v1/liability', token)
  assert.equal(await by(page, 'owed-principal').getAttribute('data-fen'), String(body.principal))
  assert.equal(await by(page, 'owed-points').getAttribute('data-points'), String(body.points))
  assert.ok(body.principal > 0)
  await by(page, 'waiting-row').first().waitFor()
  assert.deepEqual(await seriousAxeFindings(page), [])
  await picture('overview')
})

test('who asked may not decide, and is not offered to', async () => {
  assert.equal(await by(page, 'waiting-approve').count(), 0)
  await page.getByText(english ? 'Asked under your name' : '您申请的，须由另一个人复核').first().waitFor()
  await picture('same-person')
  const { adjustments } = (await shop.get('/v1/adjustments', token)).body
  assert.equal(adjustments.length, 2)
  const path = `/v1/adjustments/${adjustments[0].operation_id}/decision`
  await assert.rejects(shop.put(path, { approve: true }, token), /wallet.second_person_same/)
})

test('a package is refused where it is wrong, saved once although the reply was lost, and taken off sale', async () => {
  await by(page, 'tab-value-packages').click()
  await by(page, 'package-row').first().waitFor()
  assert.deepEqual(await seriousAxeFindings(page), [])
  await picture('packages')
  const count = (await packages()).length
  await by(page, 'package-new').click()
  await by(page, 'package-save').click()
  assert.equal(await page.getByRole('alert').count(), 2, 'name and price')
  await page.keyboard.type('充')
  assert.equal(await by(page, 'package-name').inputValue(), '充', 'the first mistake has the focus')
  await by(page, 'package-name').fill('充 4900 送 200')
  await by(page, 'package-price').fill('4900')
  await by(page, 'package-bonus').fill('200')
  await page.getByText(english ? 'more than a member' : '超过“规则”里的记名卡限额').waitFor()
  await picture('package-refused')
  await by(page, 'package-price').fill('800')
  await by(page, 'package-bonus').fill('100')
  await page.getByText('12.5%').waitFor()
  await by(page, 'package-instalments').fill('2')
  assert.deepEqual(await seriousAxeFindings(page), [])
  await loseReply('PUT', /^\/v1\/value-packages\//)
  await by(page, 'package-save').click()
  await page.getByRole('alert').first().waitFor()
  assert.equal(await by(page, 'package-price').isDisabled(), true, 'the same again, nothing else')
  await picture('package-unsure')
  await by(page, 'package-save').click()
  await by(page, 'package-sheet').waitFor({ state: 'detached' })
  assert.equal((await packages()).length, count + 1)
  const made = (await named('充 4900 送 200')).package
  assert.deepEqual([made.price, made.bonus, made.instalments, made.on_sale], [80000, 10000, 2, true])

  await by(page, 'package-row').filter({ hasText: '充 4900 送 200' }).click()
  await by(page, 'package-name').fill('充 800 送 100')
  await by(page, 'package-save').click()
  await by(page, 'package-sheet').waitFor({ state: 'detached' })
  assert.equal((await named('充 800 送 100')).version, 2)
  await by(page, 'package-row').filter({ hasText: '充 800 送 100' }).click()
  await by(page, 'package-end').click()
  await by(page, 'confirm-yes').click()
  await by(page, 'package-sheet').waitFor({ state: 'detached' })
  assert.equal((await named('充 800 送 100')).package.on_sale, false)
})

test('a count card has fields of its own', async () => {
  await by(page, 'package-new').click()
  await by(page, 'package-sheet').locator('.segment').nth(2).click()
  await by(page, 'package-name').fill('洗衣 10 次')
  await by(page, 'package-price').fill('180')
  await by(page, 'package-uses').fill('10')
  await by(page, 'package-free-uses').fill('1')
  await picture('package-count')
  await by(page, 'package-save').click()
  await by(page, 'package-sheet').waitFor({ state: 'detached' })
  const { package: made } = await named('洗衣 10 次')
  assert.deepEqual([made.kind, made.uses, made.free_uses, made.bonus], ['count', 10, 1, 0])
})

test('a small adjustment is done at once, and once, although the reply was lost', async () => {
  const member = members.at(-11)
  const before = await wallet(member.member_id)
  await openMember(member)
  await by(page, 'points-adjust').click()
  await by(page, 'adjust-amount').fill('120')
  await by(page, 'adjust-reason').fill('称重多收，补偿')
  await loseReply('PUT', /^\/v1\/adjustments\//)
  await by(page, 'adjust-confirm').click()
  await page.getByRole('alert').first().waitFor()
  assert.equal(await by(page, 'adjust-amount').isDisabled(), true)
  await picture('adjust-unsure')
  await by(page, 'adjust-confirm').dblclick()
  await by(page, 'adjust-confirm').waitFor({ state: 'detached' })
  assert.equal((await wallet(member.member_id)).points, before.points + 120)
})

test('above the limit it waits, and somebody else approves it', async () => {
  const member = members.at(-11)
  const before = await wallet(member.member_id)
  await by(page, 'points-adjust').click()
  await by(page, 'adjust-amount').fill('3000')
  await by(page, 'adjust-second').waitFor()
  await by(page, 'adjust-reason').fill('周年庆补发')
  await picture('adjust-second')
  await by(page, 'adjust-confirm').click()
  await by(page, 'adjust-waits').waitFor()
  assert.deepEqual(await seriousAxeFindings(page), [])
  await picture('adjust-waits')
  await by(page, 'adjust-close').click()
  assert.equal((await wallet(member.member_id)).points, before.points)

  await owner.reload()
  const row = by(owner, 'waiting-row').filter({ hasText: '周年庆补发' })
  await row.waitFor()
  await picture('waiting', owner)
  await row.locator('[data-testid="waiting-approve"]').click()
  await row.waitFor({ state: 'detached' })
  assert.equal((await wallet(member.member_id)).points, before.points + 3000)
  await by(owner, 'waiting-refuse').first().click()
  await by(owner, 'waiting-row').nth(1).waitFor({ state: 'detached' })
  assert.equal((await shop.get('/v1/adjustments', token)).body.adjustments.length, 1)
})

test('the statement tells both, newest first, with the balance after each', async () => {
  const member = members.at(-11)
  await by(page, 'points-statement').click()
  await by(page, 'statement-line').nth(1).waitFor()
  const lines = await by(page, 'statement-line').allInnerTexts()
  assert.match(lines[0], /\+3,000/)
  assert.match(lines[0], /周年庆补发/)
  assert.match(lines[1], /\+120/)
  assert.match(lines[1], /称重多收/)
  const { points } = await wallet(member.member_id)
  assert.ok(lines[0].includes(points.toLocaleString('en-US')), `${lines[0]} ends with ${points}`)
  assert.deepEqual(await seriousAxeFindings(page), [])
  await picture('statement')
  await by(page, 'statement-close').click()
  await page.keyboard.press('Escape')
  await by(page, 'member-view').waitFor({ state: 'hidden' })
})

test('a long statement comes page by page, each line once', async () => {
  const { member_id, number } = members.at(-12)
  for (let i = 1; i <= 60; ++i) {
    const id = `0190a000-0000-7000-8000-${String(i).padStart(12, '0')}`
    const reply = await fetch(`${shop.url}/v1/adjustments/${id}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ member_id, asset: 'growth', change: i, reason: `第 ${i} 次` }),
    })
    assert.equal(reply.status, 200)
  }
  await openMember({ number })
  await by(page, 'growth-statement').click()
  await by(page, 'statement-line').nth(49).waitFor()
  await by(page, 'statement-more').click()
  await by(page, 'statement-line').nth(59).waitFor()
  assert.equal(await by(page, 'statement-more').count(), 0)
  const texts = await by(page, 'statement-line').allInnerTexts()
  assert.equal(new Set(texts).size, 60)
  await by(page, 'statement-close').click()
  await page.keyboard.press('Escape')
  await by(page, 'member-view').waitFor({ state: 'hidden' })
})

test('a card: its wallet, a quote, lost, and a new number by which it is found', async () => {
  const member = members.at(-2) // 充 1000 送 150 in three parts, and a count card
  await openMember(member)
  await by(page, 'card-item').nth(1).waitFor()
  assert.deepEqual(await seriousAxeFindings(page), [])
  await picture('wallet')
  const stored = (await wallet(member.member_id)).cards.find((card) => card.kind === 'stored')
  assert.ok(stored.available < stored.principal + stored.bonus, 'two parts of the bonus are still to come')
  const item = by(page, 'card-item').filter({ hasText: stored.number.slice(-4) })
  await item.locator('[data-testid="card-quote"]').click()
  await by(page, 'quote').waitFor()
  assert.deepEqual(await seriousAxeFindings(page), [])
  await picture('quote')
  await page.keyboard.press('Escape')
  await item.locator('[data-testid="card-statement"]').click()
  await by(page, 'statement-line').nth(1).waitFor()
  await picture('card-statement')
  await by(page, 'statement-close').click()
  await item.locator('[data-testid="card-lose"]').click()
  await by(page, 'member-reason').fill('本人电话挂失')
  await picture('card-lose')
  await by(page, 'member-confirm').click()
  await by(page, 'member-confirm').waitFor({ state: 'detached' })
  await item.locator('[data-testid="card-renew"]').click()
  await by(page, 'member-reason').fill('本人持身份证补办')
  await by(page, 'member-confirm').click()
  await by(page, 'member-confirm').waitFor({ state: 'detached' })
  const fresh = (await wallet(member.member_id)).cards.find((card) => card.card_id === stored.card_id)
  assert.notEqual(fresh.number, stored.number)
  assert.deepEqual([fresh.state, fresh.principal], ['active', stored.principal])
  await page.keyboard.press('Escape')
  await by(page, 'member-view').waitFor({ state: 'hidden' })

  await by(page, 'nav-value').click()
  await by(page, 'card-number').fill('12345')
  await by(page, 'card-find').click()
  await page.getByRole('alert').first().waitFor()
  await by(page, 'card-number').fill(stored.number)
  await by(page, 'card-find').click()
  await page.getByText(english ? 'No such card' : '没有找到这张卡').waitFor()
  await by(page, 'card-number').fill(fresh.number.replace(/(.{4})/g, '$1 '))
  await page.keyboard.press('Enter')
  await by(page, 'card-item').waitFor()
  await picture('card-found')
  assert.deepEqual(await seriousAxeFindings(page), [])
  await by(page, 'card-member').click()
  await by(page, 'wallet-points').waitFor()
  await page.keyboard.press('Escape')
  await by(page, 'member-view').waitFor({ state: 'hidden' })
})

test('the rules are refused where they make no sense, and saved as a version', async () => {
  await by(page, 'tab-value-rules').click()
  await by(page, 'tier-row').nth(2).waitFor()
  await page.waitForTimeout(300)
  assert.deepEqual(await seriousAxeFindings(page), [])
  await picture('rules')
  await page.locator('#content').evaluate((content) => content.scrollTo(0, content.scrollHeight))
  await picture('rules-below')
  await by(page, 'tier-2-growth').fill('1500')
  await by(page, 'rule-registered_limit').fill('6000')
  await by(page, 'value-rules-save').click()
  await page.getByText(english ? 'More than the tier before' : '须大于上一个等级').waitFor()
  await picture('rules-refused')
  const focused = await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))
  assert.equal(focused, 'rule-registered_limit', 'the first mistake has the focus')
  await by(page, 'tier-2-growth').fill('9000')
  await by(page, 'rule-registered_limit').fill('4000')
  await loseReply('PUT', /^\/v1\/value-policy$/)
  await by(page, 'value-rules-save').click()
  await page.getByRole('alert').first().waitFor()
  await by(page, 'value-rules-save').click()
  await by(page, 'notice').first().waitFor().catch(() => undefined)
  await page.waitForTimeout(500)
  const { body } = await shop.get('/v1/value-policy', token)
  assert.deepEqual([body.version, body.policy.registered_limit, body.policy.tiers[2].growth], [2, 400000, 9000])
  await by(page, 'rule-points_per_yuan').fill('2')
  page.once('dialog', (dialog) => dialog.dismiss())
  await by(page, 'tab-value').click()
  assert.equal(await by(page, 'rule-points_per_yuan').inputValue(), '2', 'who stays keeps what was typed')
  await by(page, 'pricing-rules-save').click()
  await page.waitForTimeout(800)
  assert.equal((await shop.get('/v1/pricing-policy', token)).body.policy.points_per_yuan, 2)
})

test('no page threw an error, and every book agrees', async () => {
  assert.deepEqual([...page.errors, ...owner.errors], [])
  assert.match(shop.verify(), /Every book agrees/)
})
