/**
 * Makes the pictures of docs/screenshots from real projects with real runs; no part of the tests:
 * `LAYERWRIGHT_SCREENSHOTS=1 npx playwright test screenshots --project chromium`.
 */
import { mkdirSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { pictureFolder, take, wantsPictures } from './picture.ts'
import {
  changePlan,
  closeProject,
  exportKeras,
  finished,
  goTo,
  importByDrop,
  sample,
  stage,
  startTraining
} from './steps.ts'

const usual = { width: 1440, height: 900 }

test.skip(!wantsPictures, 'made on demand')
test.beforeEach(({ page }) => page.setDefaultTimeout(30_000))

async function setTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  const root = page.locator('html')
  if ((await root.getAttribute('data-theme')) !== theme)
    await page.getByRole('button', { name: /theme|主题/u }).click()
  await expect(root).toHaveAttribute('data-theme', theme)
}

/** A stage in both themes, and in Chinese or at other sizes where that is asked for. */
async function shoot(
  page: Page,
  name: string,
  { isChinese = false, sizes = [] as readonly (readonly [number, number])[] } = {}
): Promise<void> {
  const fit = page.getByRole('button', { name: /^Show the whole network/u })
  await page.setViewportSize(usual)
  await setTheme(page, 'light')
  await take(page, `${name}-light`)
  if (isChinese) {
    await page.getByRole('radio', { name: '中' }).click()
    await take(page, `${name}-light-zh`)
    await page.getByRole('radio', { name: 'EN' }).click()
  }
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height })
    if (await fit.isVisible()) await fit.click()
    await take(page, `${name}-light-${width}x${height}`)
  }
  await page.setViewportSize(usual)
  if (await fit.isVisible()) await fit.click()
  await setTheme(page, 'dark')
  await take(page, `${name}-dark`)
  await setTheme(page, 'light')
}

/** Opens a shipped sample in a project of its own. */
async function openSample(page: Page, name: RegExp): Promise<void> {
  await stage(page).getByRole('button', { name }).click()
  await expect(stage(page).getByRole('heading', { level: 1 })).toHaveText('Data', { timeout: 90_000 })
  await expect(page.getByRole('link', { name: /^Network/u })).toContainText('weights', { timeout: 90_000 })
}

async function train(page: Page): Promise<void> {
  await goTo(page, 'Train')
  await startTraining(page)
  await finished(page, 300_000)
  // What a busy machine had to say meanwhile is no part of the picture.
  const notices = page.getByRole('button', { name: 'Dismiss' })
  while (await notices.first().isVisible()) await notices.first().click()
}

test('the pictures of the documentation', async ({ page }) => {
  test.setTimeout(900_000)
  mkdirSync(pictureFolder, { recursive: true })
  await page.setViewportSize(usual)
  await importByDrop(page, sample('iris.csv'))
  await train(page)
  await closeProject(page)

  await importByDrop(page, sample('breast_cancer.csv'))
  await stage(page).getByText('mean_texture', { exact: true }).click()
  await shoot(page, 'data', { isChinese: true, sizes: [[1280, 800]] })
  await train(page)
  await closeProject(page)

  await importByDrop(page, sample('digits'))
  await stage(page).locator('img').nth(1).click()
  await page.keyboard.press('Escape')
  await shoot(page, 'images')
  await goTo(page, 'Network')
  await stage(page).locator('.svelte-flow__node').nth(1).click()
  await shoot(page, 'network', { isChinese: true, sizes: [[1920, 1080]] })
  await train(page)

  await goTo(page, 'Network')
  await stage(page).locator('.svelte-flow__node').nth(4).click()
  await page.locator('[data-kind=dropout]').dblclick()
  await goTo(page, 'Train')
  await changePlan(page, 'Batch size', '64')
  await startTraining(page)
  await expect(stage(page).getByText(/^Epoch ([4-9]|\d\d) of/u)).toBeVisible({ timeout: 120_000 })
  await shoot(page, 'train')
  await finished(page, 300_000)

  await goTo(page, 'Evaluate')
  await stage(page).locator('.cell.miss, .cell.strong-miss').first().click()
  await shoot(page, 'evaluate', { isChinese: true, sizes: [[1280, 800]] })
  await exportKeras(page)
  await shoot(page, 'export')
  await goTo(page, 'History')
  await stage(page).locator('tbody tr').first().click()
  await shoot(page, 'history')
  for (const tick of await stage(page).getByRole('checkbox').all()) await tick.check()
  await stage(page).getByRole('button', { name: 'Compare 2 runs' }).click()
  await shoot(page, 'compare', { sizes: [[1920, 1080]] })
  await closeProject(page)
  await shoot(page, 'start', { isChinese: true })
})

test('the pictures of forecasts', async ({ page }) => {
  test.setTimeout(600_000)
  await page.setViewportSize(usual)
  await openSample(page, /^Electricity demand/u)
  await train(page)
  await goTo(page, 'Evaluate')
  await expect(stage(page).locator('.answer')).toBeVisible()
  await shoot(page, 'forecast', { isChinese: true })
  await stage(page).getByRole('radio', { name: 'What comes next' }).click()
  await shoot(page, 'forecast-next')
})

test('the pictures of several targets', async ({ page }) => {
  test.setTimeout(300_000)
  await page.setViewportSize({ width: 1280, height: 800 })
  await importByDrop(page, sample('iris.csv'))
  await stage(page).getByText('petal_width_cm', { exact: true }).first().click()
  await page.getByRole('complementary').getByRole('switch', { name: 'Also predicted' }).click()
  await goTo(page, 'Network')
  const cards = stage(page).locator('.svelte-flow__node')
  await cards.last().click()
  await page
    .getByRole('note')
    .getByRole('button', { name: /^Add an output/u })
    .click()
  await cards.last().click()
  await page.getByRole('button', { name: /^Show the whole network/u }).click()
  for (const theme of ['dark', 'light'] as const) {
    await setTheme(page, theme)
    await take(page, `several-targets-${theme}`)
  }
})

test('the pictures of classified texts', async ({ page }) => {
  test.setTimeout(900_000)
  await page.setViewportSize(usual)
  await openSample(page, /^Reviews/u)
  const strip = stage(page).getByRole('group', { name: 'Preparation' })
  await strip.getByRole('button', { name: /^TF-IDF/u }).press('Delete')
  for (const step of ['Vocabulary', 'Pad or cut']) {
    await stage(page).getByRole('button', { name: 'Add a step' }).click()
    await page.getByRole('menuitem', { name: new RegExp(`^${step}`, 'u') }).click()
  }
  await page.getByRole('complementary').getByLabel('Length', { exact: true }).fill('44')
  await page.keyboard.press('Enter')
  await take(page, 'tokens-light')
  await goTo(page, 'Network')
  await page.getByRole('button', { name: 'Templates' }).click()
  const templates = page.getByRole('dialog', { name: 'Templates' })
  await templates.getByRole('button', { name: 'Sentiment by Transformer' }).click()
  await take(page, 'templates-light')
  await templates.getByRole('button', { name: 'Use this network' }).click()
  await train(page)
  await goTo(page, 'Evaluate')
  await stage(page).getByRole('radio', { name: 'Try it' }).click()
  await stage(page)
    .getByLabel('text', { exact: true })
    .fill('The hero was anything but wooden. The breakfast was never forgettable.')
  await expect(
    stage(page)
      .getByText(/^speaks (for|against) /u)
      .first()
  ).toBeVisible({ timeout: 60_000 })
  await shoot(page, 'try-it', { isChinese: true })
  await stage(page).getByRole('region', { name: 'What looks at what' }).scrollIntoViewIfNeeded()
  await shoot(page, 'attention')
})

test('the pictures of written texts', async ({ page }) => {
  test.setTimeout(900_000)
  await page.setViewportSize(usual)
  await openSample(page, /^Tang poems/u)
  await goTo(page, 'Train')
  await changePlan(page, 'Epochs', '6')
  await train(page)
  await goTo(page, 'Evaluate')
  await stage(page).getByRole('radio', { name: 'Generate' }).click()
  await stage(page).getByRole('textbox', { name: 'Prompt' }).fill('春')
  await stage(page).getByRole('button', { name: 'Generate', exact: true }).click()
  await expect(stage(page).getByText(/\d+ tokens in /u)).toBeVisible({ timeout: 60_000 })
  await shoot(page, 'generate', { isChinese: true })
  await goTo(page, 'History')
  await stage(page).locator('tbody tr').first().click()
  await page
    .getByRole('complementary')
    .getByRole('heading', { name: 'Sample texts' })
    .scrollIntoViewIfNeeded()
  await shoot(page, 'history-texts')
})

test('the pictures of questions and answers', async ({ page }) => {
  test.setTimeout(900_000)
  await page.setViewportSize(usual)
  await openSample(page, /^Small talk/u)
  await goTo(page, 'Train')
  await changePlan(page, 'Epochs', '8')
  await train(page)
  await goTo(page, 'Evaluate')
  await expect(stage(page).locator('.answer')).toContainText('word for word as expected')
  await shoot(page, 'answers', { isChinese: true })
  await stage(page).getByRole('radio', { name: 'Ask' }).click()
  await stage(page).getByRole('textbox', { name: 'Question' }).fill('Where can I find Clara?')
  await stage(page).getByRole('button', { name: 'Ask', exact: true }).click()
  await expect(stage(page).getByText(/\d+ tokens in /u)).toBeVisible({ timeout: 60_000 })
  await shoot(page, 'ask')
})
