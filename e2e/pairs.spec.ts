/** Questions and answers: learned from a table of both, and from a text that was read before. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { changePlan, finished, goTo, importByDrop, stage, startTraining } from './steps.ts'
import { expect, test } from './fixtures.ts'

test.beforeEach(({ page }) => page.setDefaultTimeout(20_000))

const inspector = (page: Page): Locator => page.getByRole('complementary')

const owners = ['Ann', 'Bob', 'Cas', 'Dot', 'Eve', 'Fay', 'Gus', 'Hal']
const things = ['hat', 'cup', 'box', 'pen', 'bag', 'bed', 'car', 'egg']
const colors = ['red', 'blue', 'green', 'white']
const told = (owner: string, thing: string): string =>
  `The ${thing} of ${owner} is ${colors[(owners.indexOf(owner) + things.indexOf(thing)) % 4] ?? ''}.`
const all = owners.flatMap((owner) => things.map((thing) => [owner, thing] as const))

function writePairs(folder: string): string {
  const file = join(folder, 'colors.csv')
  const rows = all.map(([owner, thing]) => `What color has the ${thing} of ${owner}?,${told(owner, thing)}`)
  writeFileSync(file, ['question,answer', ...rows].join('\n'))
  return file
}

/** Chooses a template on the Network stage. */
async function takeTemplate(page: Page, title: string): Promise<void> {
  await goTo(page, 'Network')
  await page.getByRole('button', { name: 'Templates' }).click()
  const dialog = page.getByRole('dialog', { name: 'Templates' })
  await dialog.getByRole('button', { name: title }).click()
  await dialog.getByRole('button', { name: 'Use this network' }).click()
  await expect(dialog).toBeHidden()
}

async function train(page: Page, epochs: string): Promise<void> {
  await goTo(page, 'Train')
  await changePlan(page, 'Epochs', epochs)
  await startTraining(page)
  await finished(page, 180_000)
}

async function ask(page: Page, question: string): Promise<string> {
  await stage(page).getByRole('radio', { name: 'Ask' }).click()
  await stage(page).getByRole('textbox', { name: 'Question' }).fill(question)
  await stage(page).getByRole('button', { name: 'Ask', exact: true }).click()
  await expect(stage(page).getByText(/\d+ tokens in /u)).toBeVisible({ timeout: 60_000 })
  return stage(page).locator('.new').innerText()
}

test('a table of questions and answers is answered, measured and asked @chromium', async ({
  page,
  studio
}) => {
  test.setTimeout(300_000)
  await importByDrop(page, writePairs(studio.home))
  await train(page, '60')
  await goTo(page, 'Evaluate')
  await expect(stage(page).locator('.answer')).toContainText('word for word as expected')
  await expect(stage(page).getByRole('region', { name: 'Answers' }).getByRole('row').nth(1)).toContainText(
    'What color has'
  )
  expect(await ask(page, 'What color has the hat of Ann?')).toMatch(/^The .* is (red|blue|green|white)\.$/u)
})

test('a generator that read a text is fine-tuned on questions and answers, in its words @electron', async ({
  page,
  studio
}) => {
  test.setTimeout(420_000)
  const corpus = join(studio.home, 'told.txt')
  const line = (at: number): string =>
    [0, 1, 2].map((next) => told(...(all[(at * 7 + next * 5) % all.length] ?? ['Ann', 'hat']))).join(' ')
  writeFileSync(corpus, Array.from({ length: 160 }, (_, at) => `${line(at)} What color has it?`).join('\n'))
  await importByDrop(page, corpus)
  await takeTemplate(page, 'Transformer generator')
  await train(page, '3')

  await goTo(page, 'Data')
  await importByDrop(page, writePairs(studio.home))
  await goTo(page, 'Train')
  await inspector(page).locator('summary').filter({ hasText: 'Start values' }).click()
  await inspector(page).getByLabel('Start from', { exact: true }).click()
  await page.getByRole('option', { name: /^Run 1/u }).click()
  await inspector(page).getByRole('button', { name: 'Use its words' }).click()
  // Question and answer stand in one row now, as the generator read its text, so that the same network fits.
  const layers = inspector(page).getByRole('list', { name: 'Start values' }).getByRole('listitem')
  await expect(layers).toHaveCount(6)
  await expect(layers.filter({ hasText: 'takes over' })).toHaveCount(6)
  await expect(layers.filter({ hasText: /the first places, \d+ × 128 of 32 × 128/u })).toHaveCount(1)
  await train(page, '20')
  await goTo(page, 'Evaluate')
  await expect(stage(page).locator('.answer')).toContainText('word for word as expected')
  expect(await ask(page, 'What color has the hat of Ann?')).toMatch(/^The /u)
})
