/** The window itself: projects, undo, theme and language, palette, keys. */
import AxeBuilder from '@axe-core/playwright'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answerDialog, createProject, dropFiles, expect, ready, test } from './fixtures.ts'

test('starts with the list of projects, and says what to do first', async ({ page }) => {
  await expect(page.getByRole('heading', { name: 'Projects', level: 1 })).toBeVisible()
  await expect(page.getByText('Drop a table, a text, or a folder of images')).toBeVisible()
  await expect(page.getByText('Offline: nothing leaves this computer')).toBeVisible()
})

test('makes a project, keeps it, and opens it again', async ({ page }) => {
  await createProject(page, 'First steps')
  await expect(page.getByRole('link', { name: /Data/u })).toBeVisible()
  await page.getByRole('button', { name: /^Project: / }).click()
  await page.getByRole('menuitem', { name: /Close project/u }).click()
  await expect(page.getByRole('menu')).toHaveCount(0)
  const card = page.getByRole('button', { name: /First steps/u })
  // The closing menu hands the focus back to its button, at a moment of its own.
  await expect(async () => {
    await card.press('Enter')
    await expect(page.locator('.top').getByText('First steps')).toBeVisible({ timeout: 2000 })
  }).toPass()
})

test('starts a project of its own from a CSV file dropped anywhere', async ({ page, studio }) => {
  const rows = Array.from({ length: 60 }, (_, row) => `${row},${row % 7},${row % 2 === 0 ? 'even' : 'odd'}`)
  const file = join(studio.home, 'numbers.csv')
  writeFileSync(file, `count,rest,kind\n${rows.join('\n')}\n`)
  await dropFiles(page, [file])
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Import/u })
    .click()
  await expect(page.locator('.top').getByText('numbers')).toBeVisible()
  await expect(page.getByRole('link', { name: /Data/u })).toContainText('60 rows')
})

test('opens the file that is chosen in the native dialog @electron', async ({ page, studio }) => {
  test.skip(studio.electron === undefined, 'a browser shows its own list of files')
  if (studio.electron === undefined) return
  const file = join(studio.files, 'flowers.csv')
  writeFileSync(file, 'length,kind\n1,a\n2,b\n3,a\n')
  await ready(page)
  await answerDialog(studio.electron, file)
  await page.getByRole('button', { name: 'Choose a file' }).first().click()
  await expect(page.getByRole('dialog')).toContainText('flowers.csv')
})

test('undoes and redoes an edit by name, from the keyboard', async ({ page }) => {
  await createProject(page, 'Undo')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('Add Dense')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^Undo: / })).toBeEnabled()
  await page.locator('main').click({ position: { x: 5, y: 5 } })
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('button', { name: /^Redo: / })).toBeEnabled()
  await page.keyboard.press('Control+Shift+z')
  await expect(page.getByRole('button', { name: /^Undo: / })).toBeEnabled()
})

test('keeps what was edited across a restart of the page', async ({ page }) => {
  await createProject(page, 'Kept')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('Add Dense')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^Undo: / })).toBeEnabled()
  await expect(page.getByText(/^Saved \d/u)).toBeVisible()
  await page.reload()
  await ready(page)
  await expect(page.getByRole('link', { name: /Network/u })).toContainText(/layer|weight/u)
})

test('speaks Chinese and English, and remembers which', async ({ page }) => {
  await page.getByRole('radio', { name: '中' }).click()
  await expect(page.getByRole('heading', { name: '项目', level: 1 })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await page.reload()
  await ready(page)
  await expect(page.getByRole('heading', { name: '项目', level: 1 })).toBeVisible()
})

test('has a dark theme, and remembers it', async ({ page }) => {
  const theme = page.locator('html')
  const before = await theme.getAttribute('data-theme')
  await page.getByRole('button', { name: /theme/u }).click()
  const after = before === 'dark' ? 'light' : 'dark'
  await expect(theme).toHaveAttribute('data-theme', after)
  await page.reload()
  await ready(page)
  await expect(theme).toHaveAttribute('data-theme', after)
})

test('finds a command by typing, and runs it', async ({ page }) => {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('check this')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Check this computer' })).toBeVisible()
  await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible()
})

test('shows the keys of the screen at a question mark', async ({ page }) => {
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys of this screen' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('moves between the parts of the window with F6', async ({ page }) => {
  const seen = new Set<string>()
  for (let press = 0; press < 5; press += 1) {
    await page.keyboard.press('F6')
    seen.add(
      await page.evaluate(
        () => document.activeElement?.closest<HTMLElement>('[data-region]')?.dataset['region'] ?? ''
      )
    )
  }
  expect([...seen].sort()).toEqual(['drawer', 'inspector', 'rail', 'stage', 'top'])
})

for (const theme of ['light', 'dark'] as const) {
  test(`nothing on the first screen keeps anyone out, in the ${theme} theme`, async ({ page }) => {
    if ((await page.locator('html').getAttribute('data-theme')) !== theme)
      await page.getByRole('button', { name: /theme/u }).click()
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    // No tooltip in the way.
    await page.mouse.move(700, 700)
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
      []
    )
    await page.keyboard.press('Control+k')
    const palette = await new AxeBuilder({ page }).setLegacyMode().include('[role=dialog]').analyze()
    expect(
      palette.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
    ).toEqual([])
  })
}
