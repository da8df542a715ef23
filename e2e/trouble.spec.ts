/** What goes wrong in practice: the window says it in words, and nothing is lost. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createProject, dropFiles, expect, test } from './fixtures.ts'
import { takeFault } from './picture.ts'
import { onlyProcess, trainerFile } from './processes.ts'
import {
  changePlan,
  choosePlan,
  closeProject,
  finished,
  goTo,
  importByDrop,
  sample,
  stage,
  startTraining,
  trainForLong
} from './steps.ts'

test.beforeEach(({ page }) => page.setDefaultTimeout(20_000))

test('a trainer that is killed in mid-epoch goes on by itself, the next run trains, and the project is whole @chromium', async ({
  page
}) => {
  test.skip(process.platform !== 'linux', 'processes are found below /proc')
  await trainForLong(page)
  process.kill(onlyProcess(trainerFile), 'SIGKILL')
  await expect(
    stage(page).getByText('The training process was ended from outside Layerwright.').first()
  ).toBeVisible()
  const told = stage(page).getByRole('alert')
  await expect(told).toBeHidden({ timeout: 60_000 })
  await expect(stage(page).getByText(/^Epoch \d/u)).toBeVisible()
  await stage(page).getByRole('button', { name: 'Stop and keep best' }).click()
  await finished(page)

  await changePlan(page, 'Epochs', '3')
  await startTraining(page)
  await finished(page)
  await expect(stage(page).locator('.head')).toContainText('run 2')
  await goTo(page, 'Data')
  await expect(stage(page).locator('.head .sub')).toContainText('150 rows')
  for (const name of ['Train', 'Network', 'Evaluate', 'Export', 'History'] as const) {
    await goTo(page, name)
    await closeProject(page)
    await page.getByRole('button', { name: /^iris/u }).focus()
    await page.keyboard.press('Enter')
    await expect(page.locator('.top').getByText('iris')).toBeVisible()
  }
})

test('files that are no table are refused with the reason, and lose nothing @electron', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'layerwright-trouble-'))
  try {
    await importByDrop(page, sample('iris.csv'))
    const cases = [
      { name: 'empty.csv', content: '', words: 'empty.csv is empty.' },
      {
        name: 'binary.csv',
        content: Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 37) % 256)),
        words: 'binary.csv is not a text file'
      },
      {
        name: 'ragged.csv',
        content: 'a,b,c\n1,2,3\n4,5,6\n7,8\n9,10,11\n',
        words: 'Line 4: expected 3 fields, found 2.'
      }
    ]
    for (const { name, content, words } of cases) {
      const path = join(folder, name)
      writeFileSync(path, content)
      await dropFiles(page, [path])
      const reason = page.getByText(words)
      const choose = page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true })
      await expect(reason.or(choose).first()).toBeVisible()
      if ((await choose.isVisible()) && (await choose.isEnabled())) await choose.click()
      await expect(reason).toBeVisible()
      if (await page.getByRole('dialog').isVisible()) await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
      await expect(stage(page).locator('.head .sub')).toContainText('iris.csv · 150 rows')
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a network with a loose end is not trained; the reason leads to it @chromium', async ({ page }) => {
  await importByDrop(page, sample('iris.csv'))
  await goTo(page, 'Network')
  await page.locator('.network-canvas .svelte-flow__edge').nth(2).click({ force: true })
  await page.keyboard.press('Delete')
  await expect(stage(page).locator('.head').getByRole('button', { name: 'Train' })).toBeDisabled()
  await goTo(page, 'Train')
  await expect(stage(page).locator('.head').getByRole('button', { name: 'Train' })).toBeDisabled()
  const reasons = page.getByRole('region', { name: 'Before training can start' })
  await expect(reasons).toContainText(/Nothing is connected to|ends in more than one layer/u)
  await reasons.getByRole('button', { name: 'Show in Network' }).first().click()
  await expect(stage(page).getByRole('heading', { level: 1 })).toHaveText('Network')
})

test('an edit made just before the program is killed is there when it opens again @chromium', async ({
  studio
}) => {
  const { page } = studio
  await importByDrop(page, sample('iris.csv'))
  await goTo(page, 'Train')
  await startTraining(page)
  await finished(page)
  await changePlan(page, 'Batch size', '31')
  // The promise is two seconds; the edit has one and a half.
  await page.waitForTimeout(1500)
  const again = await studio.killAndReopen()
  again.setDefaultTimeout(20_000)
  if (await again.getByRole('heading', { name: 'Projects', level: 1 }).isVisible()) {
    await again.getByRole('button', { name: /^iris/u }).focus()
    await again.keyboard.press('Enter')
  }
  await expect(again.locator('.top').getByText('iris')).toBeVisible()
  await goTo(again, 'Data')
  await expect(stage(again).locator('.head .sub')).toContainText('150 rows')
  await goTo(again, 'Train')
  await expect(stage(again).getByRole('button', { name: 'Batch size: 31' })).toBeVisible()
  await goTo(again, 'Evaluate')
  await expect(stage(again).locator('.answer')).toContainText('Right on')
  await goTo(again, 'History')
  await expect(stage(again).getByRole('checkbox')).toHaveCount(1)
})

test('a project of a newer version is left alone, with words', async ({ page, studio }) => {
  await createProject(page, 'Future')
  await page.getByRole('button', { name: /^Project: /u }).click()
  await page.getByRole('menuitem', { name: /Close project/u }).click()
  const card = page.getByRole('button', { name: /Future/u })
  await expect(card).toBeVisible()
  // The studio may still be closing it.
  const database = new DatabaseSync(join(studio.home, 'Future', 'project.db'), { timeout: 5000 })
  database.exec('PRAGMA user_version = 99')
  database.close()
  // While it is closing the cards are read again, and a key may go to one that is just replaced.
  await expect(async () => {
    await card.focus()
    await page.keyboard.press('Enter')
    const words = page.getByText('This project was made by a newer Layerwright').first()
    await expect(words).toBeVisible({ timeout: 3000 })
  }).toPass()
  await expect(page.getByRole('heading', { name: 'Projects', level: 1 })).toBeVisible()
})

test('a loss that stops being a number says so, and what to do @electron', async ({ page }) => {
  await importByDrop(page, sample('diabetes.csv'))
  const steps = page.getByRole('button', { name: /^Standardize/u })
  for (let left = await steps.count(); left > 0; left -= 1) {
    await steps.first().focus()
    await page.keyboard.press('Delete')
    await expect(steps).toHaveCount(left - 1)
  }
  await goTo(page, 'Train')
  await choosePlan(page, 'Optimiser', 'SGD')
  await changePlan(page, 'Learning rate', '100')
  await stage(page)
    .locator('.head')
    .getByRole('button', { name: /^Train/u })
    .click()
  await expect(
    stage(page)
      .getByText(/^The loss stopped being a number in epoch \d+, step \d+\./u)
      .first()
  ).toBeVisible({
    timeout: 60_000
  })
  await expect(
    stage(page).getByText('Lower the learning rate, or standardise the number columns.').first()
  ).toBeVisible()
  await takeFault(page, 'not-a-number')
})
