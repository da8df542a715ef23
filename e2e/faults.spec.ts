/** Faults that are really brought about: what the window says, and how each ends well. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { takeFault } from './picture.ts'
import { onlyProcess, trainerFile } from './processes.ts'
import {
  closeProject,
  epochOf,
  finished,
  importByDrop,
  sample,
  stage,
  startLongRun,
  trainForLong
} from './steps.ts'

test.beforeEach(({ page }) => page.setDefaultTimeout(45_000))
test.skip(process.platform !== 'linux', 'processes are found below /proc')

const note = (page: Page) => stage(page).getByRole('alert')

const run = (program: string, ...args: readonly string[]): boolean => spawnSync(program, args).status === 0

async function stopAndKeep(page: Page): Promise<void> {
  await stage(page).getByRole('button', { name: 'Stop and keep best' }).click()
  await finished(page)
}

/** Moves a closed project to a disk of its own of 16 MB, mounted where it was. Answers false where that is not allowed. */
function moveToSmallDisk(folder: string): boolean {
  const aside = mkdtempSync(join(tmpdir(), 'layerwright-aside-'))
  try {
    cpSync(folder, aside, { recursive: true })
    if (!run('mount', '-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', folder)) return false
    cpSync(aside, folder, { recursive: true })
    return true
  } finally {
    rmSync(aside, { recursive: true })
  }
}

/** Writes until nothing more fits. */
function fill(file: string): void {
  try {
    writeFileSync(file, Buffer.alloc(32e6), { flag: 'a' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}

async function openAgain(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^iris/u }).focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('.top').getByText('iris')).toBeVisible()
}

test('on a full disk training waits and says so; it goes on by itself once there is room @electron', async ({
  page,
  studio
}) => {
  await importByDrop(page, sample('iris.csv'))
  await closeProject(page)
  const name = readdirSync(studio.home).find((one) => existsSync(join(studio.home, one, 'project.db')))
  const folder = join(studio.home, name ?? '')
  // The studio may still be closing it.
  await expect.poll(() => existsSync(join(folder, 'project.owner'))).toBe(false)
  test.skip(!moveToSmallDisk(folder), 'only root may mount a small disk')
  try {
    const ballast = join(folder, 'exports-of-somebody-else.bin')
    await openAgain(page)
    await startLongRun(page)
    await expect(async () => {
      fill(ballast)
      await expect(note(page)).toContainText(/The disk is full: a checkpoint needs \d+ MB/u, {
        timeout: 2000
      })
    }).toPass()
    await takeFault(page, 'disk-full')
    const before = await epochOf(page)
    await page.waitForTimeout(1500)
    expect(await epochOf(page)).toBe(before)

    rmSync(ballast)
    await expect(note(page)).toBeHidden()
    await expect.poll(() => epochOf(page)).toBeGreaterThan(before)
    await stopAndKeep(page)
    await closeProject(page)
    await expect.poll(() => existsSync(join(folder, 'project.owner'))).toBe(false)
  } finally {
    run('umount', '-l', folder)
  }
})

test.describe('a trainer that does not answer', () => {
  test.use({ variables: { LAYERWRIGHT_HUNG_SECONDS: '12' } })

  test('is told of, ended, and started again from the last checkpoint @chromium', async ({ page }) => {
    await trainForLong(page)
    const hung = onlyProcess(trainerFile)
    process.kill(hung, 'SIGSTOP')
    await expect(note(page)).toContainText(/The training process has not answered for \d+ seconds/u)
    await takeFault(page, 'hung')
    await expect(
      stage(page)
        .getByText(/^The training process did not answer any more and was ended/u)
        .first()
    ).toBeVisible({ timeout: 30_000 })
    await expect(stage(page).getByText(/^Went on from epoch/u)).toBeVisible({ timeout: 60_000 })
    expect(onlyProcess(trainerFile)).not.toBe(hung)
    await stopAndKeep(page)
  })
})

/** Lets a process have no more memory than it holds: its next wish for more is refused, as on a full machine. */
const stopGrowth = (id: number): boolean => run('prlimit', '--pid', String(id), '--as=1000000')

test('out of memory, training is started once more; then it says what ran out and goes on with half the batch @electron', async ({
  page
}) => {
  await trainForLong(page)
  const first = onlyProcess(trainerFile)
  test.skip(!stopGrowth(first), 'there is no prlimit here')
  const isStartedAgain = stage(page).getByText(/^Memory ran out.+It is started again in \d+ s/u)
  await expect(isStartedAgain.first()).toBeVisible({ timeout: 60_000 })
  await expect(stage(page).getByText(/^Went on from epoch/u)).toBeVisible({ timeout: 60_000 })

  stopGrowth(onlyProcess(trainerFile))
  await expect(note(page)).toContainText(/Memory ran out while training with batches of 16/u, {
    timeout: 60_000
  })
  await takeFault(page, 'memory')
  await note(page).getByRole('button', { name: 'Continue as a new run with batches of 8' }).click()
  await expect(page.getByText(/^Epoch [\d,]+ of/u)).toBeVisible({ timeout: 60_000 })
  await stopAndKeep(page)
})
