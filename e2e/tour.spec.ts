/** The whole way through the window on real data: drop, look, build, train, judge, export, train again, compare. */
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import {
  answerOf,
  between,
  changePlan,
  compareNewest,
  drawConnection,
  exportKeras,
  finished,
  goTo,
  importByDrop,
  sample,
  stage,
  startTraining
} from './steps.ts'

// Without a limit of its own, a step that cannot be taken waits for the end of the whole tour.
test.beforeEach(({ page }) => page.setDefaultTimeout(20_000))

/** A tour that may take longer than a small test. */
const minutes = 60_000

async function checkCurves(page: Page): Promise<void> {
  await expect(stage(page).getByText(/^Epoch \d+ of \d+$/u)).toBeVisible()
  await expect(
    stage(page)
      .getByText(/^New best /u)
      .first()
  ).toBeVisible({ timeout: minutes })
  await expect(stage(page).locator('canvas').first()).toBeVisible()
}

/** Clicks the fullest cell of the diagonal and checks that its rows or images are listed. */
async function openFirstCell(page: Page, kind: 'rows' | 'images'): Promise<void> {
  const cell = page.locator('[data-cell="0-0"]')
  const count = Number(await cell.innerText())
  await cell.click()
  const inspector = page.getByRole('complementary')
  await expect(inspector.getByRole('heading', { level: 2 })).toContainText(/^Actual /u)
  await expect(inspector.locator('.hit')).toHaveCount(Math.min(24, count))
  if (kind === 'images') await expect(inspector.locator('img').first()).toBeVisible()
  else await expect(inspector.getByText(/^Row \d+$/u).first()).toBeVisible()
}

/** Trains once more with another batch size and fewer epochs, then compares both runs. */
async function trainAgainAndCompare(page: Page, epochs: string): Promise<void> {
  await goTo(page, 'Train')
  await changePlan(page, 'Batch size', '24')
  await changePlan(page, 'Epochs', epochs)
  await startTraining(page)
  await expect(stage(page).locator('.head')).toContainText('run 2')
  await finished(page)
  await compareNewest(page)
  await expect(page.getByRole('region', { name: 'Loss', exact: true }).locator('canvas')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Metrics' }).getByRole('row')).not.toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Only what differs' })).toContainText('Batch size')
  await expect(page.getByRole('region', { name: 'Network difference' })).toContainText('Dense')
}

test('iris: from a dropped file to a compared second run', async ({ page }) => {
  test.setTimeout(5 * minutes)
  await importByDrop(page, sample('iris.csv'))
  await expect(stage(page).locator('.head .sub')).toContainText('150 rows · 5 columns')
  await expect(stage(page).getByText('Encode target')).toBeVisible()
  await expect(stage(page).getByText('by species, seed 42')).toBeVisible()
  await expect(stage(page).getByText('setosa').first()).toBeVisible()

  await goTo(page, 'Network')
  const canvas = page.locator('.network-canvas')
  const cards = canvas.locator('.svelte-flow__node:has(.svelte-flow__handle.source)')
  const [input, first, second] = [cards.nth(0), cards.nth(1), cards.nth(2)]
  await second.click()
  await page.keyboard.press('Delete')
  await expect(cards).toHaveCount(3)
  // A layer out of the palette goes between the two cards whose connection it is dropped on.
  await page
    .locator('[data-kind=dense]')
    .dragTo(canvas, { targetPosition: await between(canvas, first, cards.nth(2)) })
  await expect(cards).toHaveCount(4)
  await expect(stage(page).locator('.head').getByRole('button', { name: 'Train' })).toBeEnabled()
  // Without its first connection the network cannot be trained; drawn again, it can.
  const train = stage(page).locator('.head').getByRole('button', { name: 'Train' })
  await canvas.locator('.svelte-flow__edge').first().click({ force: true })
  await page.keyboard.press('Delete')
  await expect(train).toBeDisabled()
  await drawConnection(page, input, first)
  await expect(train).toBeEnabled()

  await goTo(page, 'Train')
  await startTraining(page)
  await checkCurves(page)
  await finished(page)
  await goTo(page, 'Evaluate')
  expect(await answerOf(page)).toBeGreaterThanOrEqual(0.85)
  await openFirstCell(page, 'rows')
  expect(await exportKeras(page)).toMatch(/20 golden rows, largest deviation (0|\d\.\de-([6-9]|\d\d))$/u)
  await trainAgainAndCompare(page, '20')
})

test('digits: from a dropped folder of images to a compared second run @electron', async ({ page }) => {
  test.setTimeout(9 * minutes)
  await importByDrop(page, sample('digits'))
  await expect(stage(page).locator('.head .sub')).toContainText('1,797 images · 10 classes')
  await expect(stage(page).locator('img').first()).toBeVisible()
  await goTo(page, 'Network')
  await expect(stage(page).locator('.svelte-flow__node').first()).toBeVisible()
  await goTo(page, 'Train')
  await startTraining(page)
  await checkCurves(page)
  await finished(page, 6 * minutes)
  await goTo(page, 'Evaluate')
  expect(await answerOf(page)).toBeGreaterThanOrEqual(0.97)
  await openFirstCell(page, 'images')
  expect(await exportKeras(page)).toMatch(/20 golden rows, largest deviation (0|\d\.\de-([6-9]|\d\d))$/u)
  await trainAgainAndCompare(page, '2')
})

for (const { file, rows, least } of [
  { file: 'breast_cancer.csv', rows: '569 rows', least: 0.94 },
  { file: 'diabetes.csv', rows: '442 rows', least: 0.35 }
]) {
  test(`${file}: the suggested network learns what it should @chromium`, async ({ page }) => {
    test.setTimeout(5 * minutes)
    await importByDrop(page, sample(file))
    await expect(stage(page).locator('.head .sub')).toContainText(rows)
    await goTo(page, 'Network')
    await goTo(page, 'Train')
    await startTraining(page)
    await checkCurves(page)
    await finished(page, 3 * minutes)
    await goTo(page, 'Evaluate')
    expect(await answerOf(page)).toBeGreaterThanOrEqual(least)
  })
}
