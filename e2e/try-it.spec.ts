/** The model of a finished run, tried by hand: values, a picture, and what the window says of both. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { changePlan, finished, goTo, importByDrop, sample, stage, startTraining } from './steps.ts'
import { dropFiles, expect, test } from './fixtures.ts'

test.beforeEach(({ page }) => page.setDefaultTimeout(20_000))

const answer = (page: Page): Locator => stage(page).getByRole('region', { name: 'Answer' })

async function trainAndTry(page: Page, epochs: string): Promise<void> {
  await goTo(page, 'Train')
  await changePlan(page, 'Epochs', epochs)
  await startTraining(page)
  await finished(page)
  await goTo(page, 'Evaluate')
  await stage(page).getByRole('radio', { name: 'Try it' }).click()
  await expect(answer(page).locator('.figure')).not.toHaveText('–', { timeout: 30_000 })
}

test('iris: a row by hand is answered while it is typed, with the reasons @chromium', async ({ page }) => {
  test.setTimeout(180_000)
  await importByDrop(page, sample('iris.csv'))
  await goTo(page, 'Evaluate')
  await expect(stage(page)).toContainText('Train a run first')
  await trainAndTry(page, '60')
  const inspector = page.getByRole('complementary')
  await expect(inspector.getByRole('heading', { level: 2 })).toHaveText(/^Row \d+ of the data$/u)

  const type = async (name: string, value: string): Promise<void> => {
    await stage(page).getByLabel(name, { exact: true }).fill(value)
  }
  await type('sepal_length_cm', '5.1')
  await type('sepal_width_cm', '3.5')
  await type('petal_length_cm', '1.4')
  await type('petal_width_cm', '0.2')
  await expect(answer(page).locator('.figure')).toHaveText('setosa')
  await expect(answer(page)).toContainText('speaks for setosa')
  await expect(answer(page).locator('li').first()).toContainText('setosa')

  await type('petal_length_cm', 'long')
  await expect(stage(page).getByText('Enter a number, or leave the field empty.')).toBeVisible()
  await expect(answer(page).locator('.figure')).toHaveText('–')
  await type('petal_length_cm', '')
  await expect(answer(page).getByRole('alert')).toContainText('"petal_length_cm" is empty')
  await type('petal_length_cm', '60')
  await expect(stage(page).getByText(/^Outside of what training saw/u)).toBeVisible()
  await expect(answer(page).locator('.figure')).not.toHaveText('–')

  // By keyboard alone: the arrow keys step a number, and the button fills the form again.
  await stage(page).getByLabel('petal_width_cm', { exact: true }).press('ArrowUp')
  await expect(stage(page).getByLabel('petal_width_cm', { exact: true })).toHaveValue('0.3')
  await stage(page).getByRole('button', { name: 'Take a row from the test part' }).press('Enter')
  await expect(inspector.getByRole('heading', { level: 2 })).toHaveText(/^Row \d+ of the data$/u)
  await expect(answer(page).getByText(/(Right|Wrong): it is /u)).toBeVisible()
})

test('digits: a picture by hand is answered, with what of it mattered @electron', async ({ page }) => {
  test.setTimeout(300_000)
  await importByDrop(page, sample('digits'))
  await trainAndTry(page, '2')
  const heat = stage(page).getByRole('img', { name: 'What mattered here' })
  await expect(heat.locator('rect')).not.toHaveCount(0)
  await expect(stage(page).getByText(/^What the network sees: \d+ × \d+ px/u)).toBeVisible()

  const place = await stage(page).getByRole('group', { name: 'Picture' }).boundingBox()
  if (place === null) throw new Error('There is no place for a picture.')
  const at = { x: place.x + place.width / 2, y: place.y + place.height / 2 }
  await dropFiles(page, [sample('iris.csv')], at)
  await expect(answer(page).getByRole('alert')).toContainText('iris.csv')
  await expect(page.getByRole('dialog')).toBeHidden()
  await dropFiles(page, [sample('digits/0/0000.png')], at)
  await expect(page.getByRole('complementary').getByRole('heading', { level: 2 })).toHaveText(
    'Your own picture'
  )
  await expect(answer(page).locator('.figure')).toHaveText(/^\d$/u)
  await expect(heat.locator('rect')).not.toHaveCount(0)
})

test('poems: a text by hand is read in pieces and answered, and the pieces that mattered are said @chromium', async ({
  page
}) => {
  test.setTimeout(240_000)
  await importByDrop(page, sample('chinese_poems.csv'))
  await trainAndTry(page, '20')
  await stage(page).getByLabel('text', { exact: true }).fill('床前明月光，疑是地上霜。龘')
  const pieces = stage(page).getByRole('group', { name: 'As the network reads it' })
  await expect(pieces.getByText('明', { exact: false }).first()).toBeVisible()
  await expect(
    answer(page)
      .getByText(/^speaks (for|against) /u)
      .first()
  ).toBeVisible()
  await stage(page).getByLabel('text', { exact: true }).fill('')
  await expect(answer(page)).toContainText('Nothing of this text reaches the network')
})

/** Sentences of a small grammar, enough to learn in a few epochs. */
function grammarText(): string {
  const lines: string[] = []
  for (let index = 0; index < 150; index += 1) {
    const [animal, place] = index % 2 === 0 ? ['cat', 'mat'] : ['dog', 'log']
    lines.push(index % 3 === 0 ? `the ${animal}s sit on the ${place}` : `the ${animal} sits on the ${place}`)
  }
  return lines.join('\n')
}

test('a corpus: two runs go on with one prompt side by side, the same way each time @electron', async ({
  page,
  studio
}) => {
  test.setTimeout(420_000)
  const corpus = join(studio.home, 'grammar.txt')
  writeFileSync(corpus, grammarText())
  await importByDrop(page, corpus)
  for (const epochs of ['2', '3']) {
    await goTo(page, 'Train')
    await changePlan(page, 'Epochs', epochs)
    await startTraining(page)
    await finished(page, 180_000)
  }
  await goTo(page, 'Evaluate')
  await stage(page).getByRole('radio', { name: 'Generate' }).click()
  await stage(page).getByRole('textbox', { name: 'Prompt' }).fill('the dog')
  await stage(page).getByLabel('Length', { exact: true }).fill('60')
  await stage(page)
    .getByLabel(/^Beside it/u)
    .click()
  await page.getByRole('option', { name: /^Run 1/u }).click()
  const texts = stage(page).locator('.new')
  const generate = async (): Promise<readonly string[]> => {
    await stage(page).getByRole('button', { name: 'Generate', exact: true }).click()
    await expect(stage(page).getByText(/\d+ tokens in /u)).toHaveCount(2, { timeout: 60_000 })
    return texts.allInnerTexts()
  }
  const first = await generate()
  expect(first).toHaveLength(2)
  expect(first.every((text) => text.length > 0)).toBe(true)
  expect(await generate()).toEqual(first)

  // Another seed writes another text, by keyboard alone.
  await stage(page).getByRole('button', { name: 'Another seed' }).press('Enter')
  await stage(page).getByRole('textbox', { name: 'Prompt' }).press('Control+Enter')
  await expect(stage(page).getByText(/\d+ tokens in /u)).toHaveCount(2, { timeout: 60_000 })
  await expect(stage(page).getByRole('button', { name: 'Stop', exact: true })).toBeDisabled()
  expect(await texts.allInnerTexts()).not.toEqual(first)
})
