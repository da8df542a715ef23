/** Runs that are paused, interrupted, or left to go on without a window: nothing is lost, and the window says where they are. */
import { spawnSync } from 'node:child_process'
import type { ElectronApplication, Page } from '@playwright/test'
import { electronPath } from '../scripts/setup/paths.mjs'
import { electronArguments, electronEnvironment, expect, ready, test } from './fixtures.ts'
import { changePlan, epochOf, finished, goTo, stage, trainForLong } from './steps.ts'

test.beforeEach(({ page }) => page.setDefaultTimeout(45_000))

const head = (page: Page) => stage(page).locator('.head')

test('a paused run says where it is, leaves the device to the next, and goes on from there @chromium', async ({
  page
}) => {
  await trainForLong(page)
  await head(page).getByRole('button', { name: 'Pause' }).click()
  const told = stage(page)
    .getByText(/^Paused (?:in|at the start of) epoch [\d,]+/u)
    .first()
  await expect(told).toBeVisible()
  // Not of the progress row, which is behind on a busy machine.
  const pausedIn = /epoch ([\d,]*\d)/u.exec(await told.innerText())?.[1] ?? ''
  await goTo(page, 'History')
  const row = stage(page).locator('tbody tr')
  await expect(row.getByText('paused', { exact: true })).toBeVisible()
  await expect(row).toContainText(/Paused (?:in|at the start of) epoch/u)

  await goTo(page, 'Train')
  await changePlan(page, 'Epochs', '3')
  await head(page).getByRole('button', { name: 'Train again' }).click()
  await finished(page)
  await expect(head(page)).toContainText('run 2')

  await stage(page).getByRole('region', { name: 'Queue' }).getByRole('button', { name: 'Continue' }).click()
  await expect(head(page)).toContainText('run 1')
  await expect(stage(page).getByText(`Went on from epoch ${pausedIn},`)).toBeVisible({ timeout: 60_000 })
  await expect.poll(() => epochOf(page)).toBeGreaterThan(Number(pausedIn.replaceAll(',', '')))
  await page.keyboard.press('Control+.')
  await expect(head(page).getByRole('button', { name: 'Continue' })).toBeVisible()
  await page.keyboard.press('Control+.')
  await head(page).getByRole('button', { name: 'Stop and keep best' }).click()
  await finished(page)
})

test('a run that was at work when the program was killed is asked about at the next start, and goes on @electron', async ({
  studio
}) => {
  await trainForLong(studio.page)
  await studio.page.waitForTimeout(3000)
  const page = await studio.killAndReopen()
  page.setDefaultTimeout(45_000)
  const question = page.getByRole('dialog', { name: 'Continue training?' })
  // A studio that is just ending still holds the project; it then waits on the start screen.
  const card = page.getByRole('button', { name: /^iris/u })
  await expect(question.or(card)).toBeVisible()
  if (await card.isVisible()) {
    await card.focus()
    await page.keyboard.press('Enter')
  }
  await expect(question).toContainText('Run 1 was at work when Layerwright was last closed.')
  // A studio that outlives its window by a moment still pauses the run; one that is killed with it does not.
  await expect(
    stage(page)
      .getByText(/^(Interrupted in|Paused in|Paused at) /u)
      .first()
  ).toBeVisible()
  await question.getByRole('checkbox').uncheck()
  await question.getByRole('button', { name: 'Continue training' }).click()
  await expect(stage(page).getByText(/^Went on from epoch/u)).toBeVisible({ timeout: 60_000 })
  await head(page).getByRole('button', { name: 'Stop and keep best' }).click()
  await finished(page)
})

/** The next question before the window closes is answered with this button. */
const answerClosing = (electron: ElectronApplication, response: number): Promise<void> =>
  electron.evaluate(({ dialog }, chosen) => {
    dialog.showMessageBox = () => Promise.resolve({ response: chosen, checkboxChecked: false })
  }, response)

const closeWindow = (electron: ElectronApplication): Promise<void> =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())

test('the window can be closed over a run at work: it goes on, and a new start shows it @electron', async ({
  studio
}) => {
  const { electron, page } = studio
  test.skip(electron === undefined, 'a browser tab ends nothing')
  if (electron === undefined) return
  await trainForLong(page)

  await answerClosing(electron, 2)
  await closeWindow(electron)
  await page.waitForTimeout(500)
  await expect(head(page).getByRole('button', { name: 'Stop and keep best' })).toBeVisible()

  await answerClosing(electron, 0)
  const before = await epochOf(page)
  await Promise.all([page.waitForEvent('close'), closeWindow(electron)])
  await new Promise((resolve) => setTimeout(resolve, 1500))
  const [again] = await Promise.all([
    electron.waitForEvent('window'),
    // The second start finds the first and ends.
    Promise.resolve().then(() =>
      spawnSync(electronPath(), electronArguments, { env: electronEnvironment(studio.home), timeout: 20_000 })
    )
  ])
  await ready(again)
  again.setDefaultTimeout(45_000)
  await expect.poll(() => epochOf(again)).toBeGreaterThan(before)
  await head(again).getByRole('button', { name: 'Stop and keep best' }).click()
  await finished(again)
})
