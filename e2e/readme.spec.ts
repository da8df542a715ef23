/** The five minutes of the README, step by step, as written there. */
import { expect, test } from './fixtures.ts'
import { answerOf, changePlan, compareNewest, exportKeras, finished, goTo, stage } from './steps.ts'

test.beforeEach(({ page }) => page.setDefaultTimeout(20_000))

test('the tour of the README works as it is written @chromium', async ({ page }) => {
  test.setTimeout(240_000)

  // 1, 2: the sample opens with its data prepared.
  await page.getByRole('button', { name: /Iris flowers/u }).click()
  await expect(stage(page).locator('.head .sub')).toContainText('150 rows')
  await expect(stage(page).getByText('Encode target')).toBeVisible()
  await page.getByRole('button', { name: 'Design the network' }).click()

  // 3: the first Dense layer gets 32 units, and its old ones back.
  const dense = page.locator('.network-canvas .svelte-flow__node:has(.svelte-flow__handle.source)').nth(1)
  await dense.click()
  await page.getByRole('complementary').getByLabel('Units').fill('32')
  await page.keyboard.press('Enter')
  await expect(dense).toContainText('32 units')
  await page.keyboard.press('Control+z')
  await expect(dense).toContainText('16 units')
  await stage(page).locator('.head').getByRole('button', { name: 'Train' }).click()

  // 4, 5: it trains, and answers in a sentence with the flowers behind a cell.
  await stage(page).locator('.head').getByRole('button', { name: 'Train' }).click()
  await finished(page)
  await page.getByRole('button', { name: 'See how good it is' }).click()
  expect(await answerOf(page)).toBeGreaterThan(0.85)
  await page.locator('[data-cell="0-0"]').click()
  await expect(page.getByRole('complementary').locator('.hit')).not.toHaveCount(0)

  // 6: another learning rate, and both runs side by side.
  await goTo(page, 'Train')
  await changePlan(page, 'Learning rate', '0.01')
  await page.getByRole('button', { name: 'Train again' }).click()
  await expect(page.getByRole('button', { name: 'Stop and keep best' })).toBeVisible()
  await finished(page)
  await compareNewest(page)
  await expect(page.getByRole('region', { name: 'Only what differs' })).toContainText('Learning rate')

  // 7: the export proves itself.
  expect(await exportKeras(page)).toMatch(/20 golden rows, largest deviation /u)
})
