/** The settings beside the training plan: what they show, what they do, and that every edit can be undone. */
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { finished, goTo, importByDrop, sample, stage, startTraining } from './steps.ts'

const inspector = (page: Page): Locator => page.locator('[data-region=inspector]')

/** Unfolds a part of the form. */
const unfold = (page: Page, title: string): Promise<void> =>
  inspector(page).locator('summary').filter({ hasText: title }).click()

async function choose(page: Page, label: string, choice: string): Promise<void> {
  await inspector(page).getByLabel(label, { exact: true }).first().click()
  await page.getByRole('option', { name: choice }).click()
}

test('a schedule, clipping and class weights are set, undone, and trained with @electron', async ({
  page
}) => {
  await importByDrop(page, sample('iris.csv'))
  await goTo(page, 'Train')

  await unfold(page, 'Learning rate over time')
  await choose(page, 'Schedule', 'Cosine')
  await expect(
    inspector(page).getByRole('img', { name: /^Learning rate over the training: from/u })
  ).toBeVisible()
  await choose(page, 'Warm-up', 'In epochs')
  await expect(inspector(page).getByLabel('Warm-up length')).toHaveValue('1')

  await unfold(page, 'Loss and classes')
  await choose(page, 'Class weights', 'Balanced')
  await expect(inspector(page).getByRole('row', { name: /setosa/u })).toContainText('1')

  await unfold(page, 'Advanced')
  await choose(page, 'Clip gradients', 'All together')
  await expect(inspector(page).getByLabel('Limit', { exact: true })).toHaveValue('1')
  await page.keyboard.press('Escape')
  await stage(page).getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('Control+z')
  await expect(inspector(page).getByLabel('Limit', { exact: true })).toHaveCount(0)

  await inspector(page).getByLabel('Accumulation').fill('2')
  await page.keyboard.press('Enter')
  await expect(inspector(page).getByText('Each change of the weights comes from 32 rows.')).toBeVisible()

  await startTraining(page)
  await finished(page)
})

test('says how long a plan will take, and takes a learning rate that was found @chromium', async ({
  page
}) => {
  await importByDrop(page, sample('iris.csv'))
  await goTo(page, 'Train')
  const plan = page.getByRole('region', { name: 'Plan' })
  await expect(plan.getByText(/^About .* an epoch, at most .* in all/u)).toBeVisible({ timeout: 60_000 })

  await inspector(page).getByRole('button', { name: 'Find a learning rate' }).click()
  const dialog = page.getByRole('dialog', { name: 'Find a learning rate' })
  await expect(dialog.getByText(/^The loss falls fastest at about/u)).toBeVisible({ timeout: 60_000 })
  const use = dialog.getByRole('button', { name: /^Use /u })
  const rate = (await use.innerText()).replace('Use ', '')
  await use.click()
  await expect(dialog).toBeHidden()
  await expect(plan.getByRole('button', { name: `Learning rate: ${rate}` })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(plan.getByRole('button', { name: 'Learning rate: 0.003' })).toBeVisible()
})
