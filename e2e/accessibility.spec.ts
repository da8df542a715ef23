/** No stage keeps anyone out, in either theme: what axe finds serious or critical is a failure. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import {
  changePlan,
  compareNewest,
  exportKeras,
  finished,
  goTo,
  importByDrop,
  sample,
  startTraining
} from './steps.ts'

test.beforeEach(({ page }) => page.setDefaultTimeout(20_000))

const themes = ['light', 'dark'] as const

async function faults(page: Page, name: string): Promise<readonly string[]> {
  const found: string[] = []
  for (const theme of themes) {
    if ((await page.locator('html').getAttribute('data-theme')) !== theme)
      await page.getByRole('button', { name: /theme/u }).click()
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
    for (const { id, impact, nodes } of violations)
      if (impact === 'serious' || impact === 'critical')
        found.push(
          ...nodes.map(
            ({ html, failureSummary }) => `${name}, ${theme}: ${id}: ${html} ${failureSummary ?? ''}`
          )
        )
  }
  return found
}

test('no stage has a serious fault, in both themes @chromium', async ({ page }) => {
  test.setTimeout(300_000)
  const found: string[] = []
  const look = async (name: string): Promise<void> => void found.push(...(await faults(page, name)))
  await look('start')
  await importByDrop(page, sample('iris.csv'))
  await look('data')
  await goTo(page, 'Network')
  await page.locator('.svelte-flow__node').nth(1).click()
  await look('network')
  for (const epochs of ['30', '10']) {
    await goTo(page, 'Train')
    await changePlan(page, 'Epochs', epochs)
    await startTraining(page)
    await finished(page)
  }
  await look('train')
  await goTo(page, 'Evaluate')
  await page.locator('[data-cell="0-0"]').click()
  await look('evaluate')
  await exportKeras(page)
  await look('export')
  await goTo(page, 'History')
  await page.locator('tbody tr').first().click()
  await look('history')
  await compareNewest(page)
  await look('compare')
  expect(found).toEqual([])
})
