/** The steps that a person takes through the window, for the tours to put together. */
import { join, resolve } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { projectRoot } from '../scripts/setup/paths.mjs'
import { dropFiles, expect } from './fixtures.ts'

/** Real data: the samples that come with the program. */
export const sample = (name: string): string => join(resolve(projectRoot, 'resources/samples'), name)

/** The stage in view, between the rail and the inspector. */
export const stage = (page: Page): Locator => page.locator('[data-region=stage]')

type StageName = 'Data' | 'Network' | 'Train' | 'Evaluate' | 'Export' | 'History'

/** Goes to a stage by the rail. */
export async function goTo(page: Page, name: StageName): Promise<void> {
  await page.getByRole('link', { name: new RegExp(`^${name}`, 'u') }).click()
  await expect(stage(page).getByRole('heading', { level: 1 })).toHaveText(name)
}

/** Drops a file or a folder on the window and imports it as it was recognised. */
export async function importByDrop(page: Page, path: string): Promise<void> {
  await dropFiles(page, [path])
  const dialog = page.getByRole('dialog', { name: /^Import / })
  await dialog.getByRole('button', { name: 'Import', exact: true }).click({ timeout: 90_000 })
  await expect(dialog).toBeHidden({ timeout: 60_000 })
  await expect(stage(page).getByRole('heading', { level: 1 })).toHaveText('Data')
}

/** Types over a number in the sentences of the plan. */
export async function changePlan(page: Page, word: string, value: string): Promise<void> {
  await stage(page)
    .getByRole('button', { name: new RegExp(`^${word}: `, 'u') })
    .click()
  await stage(page).getByLabel(word, { exact: true }).fill(value)
  await page.keyboard.press('Enter')
  await expect(
    stage(page).getByRole('button', {
      name: new RegExp(`^${word}: ${Number(value).toLocaleString('en')}`, 'u')
    })
  ).toBeFocused()
}

/** Chooses another word in the sentences of the plan. */
export async function choosePlan(page: Page, word: string, choice: string): Promise<void> {
  await stage(page)
    .getByRole('button', { name: new RegExp(`^${word}: `, 'u') })
    .click()
  await stage(page).getByLabel(word, { exact: true }).selectOption({ label: choice })
}

/** Starts a run on the Train stage. */
export async function startTraining(page: Page): Promise<void> {
  await stage(page)
    .locator('.head')
    .getByRole('button', { name: /^Train/u })
    .click()
  await expect(stage(page).getByRole('button', { name: 'Stop and keep best' })).toBeVisible()
}

/** Waits until the run in view has ended well. */
export async function finished(page: Page, timeout = 120_000): Promise<void> {
  await expect(stage(page).getByRole('button', { name: 'See how good it is' })).toBeVisible({ timeout })
}

/** A run on iris that goes on until it is ended, some epochs in. */
export async function trainForLong(page: Page): Promise<void> {
  await importByDrop(page, sample('iris.csv'))
  await startLongRun(page)
}

/** The epoch that the progress row names. */
export async function epochOf(page: Page): Promise<number> {
  const text = await stage(page)
    .getByText(/^Epoch [\d,]+ of/u)
    .innerText()
  return Number(/^Epoch ([\d,]+)/u.exec(text)?.[1]?.replaceAll(',', ''))
}

/** Starts a run of the open project that goes on until it is ended, and waits until it is some epochs in. */
export async function startLongRun(page: Page): Promise<void> {
  await goTo(page, 'Train')
  await changePlan(page, 'Epochs', '100000')
  await choosePlan(page, 'Stopping', 'Go through all epochs')
  await startTraining(page)
  await expect(
    stage(page)
      .getByText(/^New best /u)
      .first()
  ).toBeVisible({ timeout: 60_000 })
}

/** The headline figure of the Evaluate stage, 0 to 1. */
export async function answerOf(page: Page): Promise<number> {
  const text = await stage(page).locator('.answer b').innerText()
  return Number.parseFloat(text) / 100
}

/** Draws a line from the lower handle of one card of the canvas to another card. */
export async function drawConnection(page: Page, from: Locator, to: Locator): Promise<void> {
  await from.locator('.svelte-flow__handle.source').hover({ force: true })
  await page.mouse.down()
  const box = await to.boundingBox()
  if (box === null) throw new Error('The card to connect to is not shown.')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 8 })
  await page.mouse.up()
}

/** The middle of the gap between two cards, as a place within the canvas. */
export async function between(
  canvas: Locator,
  upper: Locator,
  lower: Locator
): Promise<{ x: number; y: number }> {
  const [outer, above, below] = await Promise.all([
    canvas.boundingBox(),
    upper.boundingBox(),
    lower.boundingBox()
  ])
  if (outer === null || above === null || below === null) throw new Error('A card is not shown.')
  return {
    x: above.x + above.width / 2 - outer.x,
    y: (above.y + above.height + below.y) / 2 - outer.y
  }
}

/** Exports the run in view as .keras and answers with the words of its proof. */
export async function exportKeras(page: Page): Promise<string> {
  await goTo(page, 'Export')
  const card = page.getByRole('region', { name: 'Keras', exact: true })
  await card.getByRole('button', { name: 'Export', exact: true }).click()
  const proof = card.locator('.proof')
  await expect(proof).toBeVisible({ timeout: 60_000 })
  return proof.innerText()
}

/** Ticks the two newest runs of the history and compares them. */
export async function compareNewest(page: Page): Promise<void> {
  await goTo(page, 'History')
  const ticks = stage(page).getByRole('checkbox')
  await expect(ticks).toHaveCount(2)
  for (const tick of await ticks.all()) await tick.check()
  await stage(page).getByRole('button', { name: 'Compare 2 runs' }).click()
}

/** Closes the open project by its menu. */
export async function closeProject(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Project: /u }).click()
  await page.getByRole('menuitem', { name: /Close project/u }).click()
  await expect(page.getByRole('heading', { name: 'Projects', level: 1 })).toBeVisible()
}
