/** Drawing a network with mouse and keyboard, on the real studio. */
import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

/** Opens the Iris sample, whose draft has a network ready to train, and shows that network. */
async function openIris(page: Page): Promise<void> {
  await page.locator('#samples').getByRole('button', { name: /Iris/u }).first().click()
  await expect(page.locator('.top').getByText(/Iris/u)).toBeVisible({ timeout: 60_000 })
  await page.getByRole('link', { name: /Network/u }).click()
  await expect(page.locator('.svelte-flow__node').first()).toBeVisible()
  await expect(card(page, 'Input')).toContainText('4')
}

/** The card of a layer, by the beginning of its words for screen readers: `Dense dense_1`. */
const card = (page: Page, label: string): Locator =>
  page.locator(`.svelte-flow__node[aria-label^="${label}"]`)

const handle = (layer: Locator, end: 'top' | 'bottom'): Locator =>
  layer.locator(`.svelte-flow__handle-${end}`)

async function centreOf(target: Locator): Promise<{ x: number; y: number }> {
  const box = await target.boundingBox()
  if (box === null) throw new Error('It is not in sight.')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const start = await centreOf(from)
  const end = await centreOf(to)
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 })
  await page.mouse.move(end.x, end.y, { steps: 4 })
  await page.mouse.up()
}

test.beforeEach(async ({ page }) => openIris(page))

test('drags a layer out of the palette, connects it, and shows its shape and weights', async ({ page }) => {
  const before = await page.locator('.svelte-flow__node').count()
  const canvas = page.locator('.network-canvas')
  await page.locator('.pal [data-kind="dense"]').dragTo(canvas, { targetPosition: { x: 130, y: 60 } })
  await expect(page.locator('.svelte-flow__node')).toHaveCount(before + 1)
  const added = page.locator('.svelte-flow__node.selected')
  await expect(added).toContainText('no weights')

  await drag(page, handle(card(page, 'Input'), 'bottom'), handle(added, 'top'))
  await expect(added).toContainText('320 weights')

  await page.getByRole('textbox', { name: 'Units' }).fill('10')
  await page.getByRole('textbox', { name: 'Units' }).press('Enter')
  await expect(added).toContainText('50 weights')
  await expect(added).toContainText('10 units')

  await page.getByRole('button', { name: /^Undo: Dense 64 → 10/u }).click()
  await expect(added).toContainText('320 weights')

  await added.focus()
  await page.keyboard.press('Delete')
  await expect(page.locator('.svelte-flow__node')).toHaveCount(before)
})

test('refuses a circle and says why', async ({ page }) => {
  const layers = page.locator('.svelte-flow__node[aria-label^="Dense"]')
  const [first, last] = [layers.first(), layers.last()]
  await drag(page, handle(last, 'bottom'), first)
  await expect(page.getByRole('note')).toContainText('circle')
  await first.focus()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('note')).toHaveCount(0)
})

test('does all of it with the keyboard', async ({ page }) => {
  const before = await page.locator('.svelte-flow__node').count()
  await card(page, 'Input').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowDown')
  await expect(page.locator('.svelte-flow__node.selected')).toBeFocused()

  await page.getByRole('searchbox', { name: 'Find a layer' }).fill('dropout')
  await page.keyboard.press('Enter')
  await expect(page.locator('.svelte-flow__node')).toHaveCount(before + 1)
  await expect(page.locator('.svelte-flow__node.selected')).toHaveAttribute('aria-label', /^Dropout/u)

  await page.locator('.svelte-flow__node.selected').focus()
  await page.keyboard.press('Control+c')
  await page.keyboard.press('Control+v')
  await expect(page.locator('.svelte-flow__node')).toHaveCount(before + 2)
  await page.keyboard.press('Delete')
  await page.keyboard.press('Control+a')
  await expect(page.locator('.svelte-flow__node.selected')).toHaveCount(before + 1)
  await page.keyboard.press('Escape')
  await expect(page.locator('.svelte-flow__node.selected')).toHaveCount(0)
})

test('puts a template in place of the network and brings the old one back', async ({ page }) => {
  const before = await page.locator('.svelte-flow__node').count()
  await page.getByRole('button', { name: 'Templates' }).click()
  const dialog = page.getByRole('dialog', { name: 'Templates' })
  await dialog.getByRole('button', { name: 'Logistic regression' }).click()
  await expect(dialog.getByRole('img', { name: 'Layers of Logistic regression' })).toBeVisible()
  await expect(dialog.getByText(/on the test part of iris\.csv/u)).toBeVisible()
  await dialog.getByRole('button', { name: 'Small CNN' }).click()
  await expect(dialog.getByRole('button', { name: 'Use this network' })).toBeDisabled()
  await dialog.getByRole('button', { name: 'Logistic regression' }).click()
  await dialog.getByRole('button', { name: 'Use this network' }).click()
  await expect(page.locator('.svelte-flow__node')).toHaveCount(2)
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeEnabled()
  await page.getByRole('button', { name: /^Undo: Template/u }).click()
  await expect(page.locator('.svelte-flow__node')).toHaveCount(before)
})

test('can be used by everyone, in both themes @chromium', async ({ page }) => {
  await card(page, 'Dense').first().click()
  for (const theme of ['light', 'dark']) {
    await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme)
    // Axe's own frame check opens a second page, which Electron has not.
    const { violations } = await new AxeBuilder({ page })
      .include('.stage')
      .include('.insp')
      .setLegacyMode()
      .analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual(
      []
    )
  }
})
