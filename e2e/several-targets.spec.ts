/** One network for two columns: chosen in the data, given a last layer, trained, measured and tried, each by itself. */
import type { Page } from '@playwright/test'
import { answerOf, changePlan, finished, goTo, importByDrop, sample, stage, startTraining } from './steps.ts'
import { expect, test } from './fixtures.ts'

test.beforeEach(({ page }) => page.setDefaultTimeout(20_000))

async function alsoPredict(page: Page, column: string): Promise<void> {
  await goTo(page, 'Data')
  await stage(page).getByText(column, { exact: true }).first().click()
  await page.getByRole('complementary').getByRole('switch', { name: 'Also predicted' }).click()
}

test('iris: the kind and the width of a petal are predicted by one network @electron', async ({ page }) => {
  test.setTimeout(240_000)
  await importByDrop(page, sample('iris.csv'))
  await alsoPredict(page, 'petal_width_cm')

  await goTo(page, 'Network')
  const cards = page.locator('.svelte-flow__node')
  const before = await cards.count()
  const train = stage(page).locator('.head').getByRole('button', { name: 'Train' })
  await expect(train).toBeDisabled()
  await cards.last().click()
  const note = page.getByRole('note')
  await expect(note).toContainText('petal_width_cm')
  await note.getByRole('button', { name: 'Add an output for petal_width_cm' }).click()
  await expect(cards).toHaveCount(before + 1)
  await expect(train).toBeEnabled()
  await cards.last().click()
  await expect(page.getByRole('complementary').getByLabel('Predicts')).toContainText('petal_width_cm')
  await expect(stage(page).getByText('a number: petal_width_cm', { exact: true })).toBeVisible()

  await goTo(page, 'Train')
  await changePlan(page, 'Loss weight of petal_width_cm', '2')
  await changePlan(page, 'Epochs', '30')
  await startTraining(page)
  await finished(page)

  await goTo(page, 'Evaluate')
  expect(await answerOf(page)).toBeGreaterThan(0.6)
  await stage(page).getByLabel('Predicted column').click()
  await page.getByRole('option', { name: 'petal_width_cm' }).click()
  await expect(stage(page).locator('.answer')).toContainText('typically off by')
  const isCut = stage(page)
    .locator('.head .sub')
    .evaluate((sub) => sub.scrollWidth > sub.clientWidth)
  expect(await isCut, 'the subtitle is cut').toBe(false)
  await stage(page).getByLabel('Predicted column').click()
  await page.getByRole('option', { name: 'Main target' }).click()
  await expect(page.locator('[data-cell="0-0"]')).toBeVisible()

  await stage(page).getByRole('radio', { name: 'Try it' }).click()
  const answer = stage(page).getByRole('region', { name: 'Answer' })
  await expect(answer.locator('.figure')).toHaveText(/^(setosa|versicolor|virginica)$/u, { timeout: 30_000 })
  await expect(stage(page).getByLabel('petal_width_cm', { exact: true })).toHaveCount(0)
  const beside = answer.getByRole('definition')
  await expect(beside).toHaveText(/^\d+(\.\d+)?$/u)
  // Petals as long as no setosa's are wide too.
  await stage(page).getByLabel('petal_length_cm', { exact: true }).fill('6.5')
  await expect.poll(async () => Number(await beside.innerText())).toBeGreaterThan(1.2)
})
