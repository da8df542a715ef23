/** A series of numbers: opened as a sample, forecast, measured against repeating the last season. */
import { changePlan, finished, goTo, stage, startTraining } from './steps.ts'
import { expect, test } from './fixtures.ts'

test.beforeEach(({ page }) => page.setDefaultTimeout(20_000))

test('electricity: the next day is forecast, beside repeating the day before @electron', async ({ page }) => {
  test.setTimeout(180_000)
  await stage(page)
    .getByRole('button', { name: /^Electricity demand/u })
    .click()
  await expect(stage(page).getByRole('heading', { level: 1 })).toHaveText('Data', { timeout: 60_000 })
  await expect(stage(page).getByText('by time, the newest rows last')).toBeVisible({ timeout: 60_000 })
  await stage(page).getByText('demand', { exact: true }).first().click()
  const inspector = page.getByRole('complementary')
  await expect(inspector.getByRole('radio', { name: 'Target' })).toBeChecked()
  await expect(inspector.getByText('Take it out of the step')).toBeHidden()

  await goTo(page, 'Network')
  await expect(stage(page).getByText('the next 24 of demand').first()).toBeVisible()
  await goTo(page, 'Train')
  await changePlan(page, 'Epochs', '4')
  await startTraining(page)
  await finished(page)

  await goTo(page, 'Evaluate')
  await expect(stage(page).locator('.answer')).toContainText('than repeating the last 24 rows')
  const steps = inspector.getByRole('listitem')
  await expect(steps).toHaveCount(24)
  await expect(steps.last()).toContainText(/^24\s*\d+\.\d$/u)
  await expect(stage(page).getByRole('img', { name: /^Forecasts against what came/u })).toBeVisible()

  await stage(page).getByRole('radio', { name: 'What comes next' }).click()
  const rows = stage(page).getByRole('table').getByRole('row')
  // A head, and the hours of the day after the data end.
  await expect(rows).toHaveCount(25)
  await expect(rows.nth(2)).toContainText('2024-04-22 01:00')
  await expect(rows.last()).toContainText('2024-04-22 23:00')
})
