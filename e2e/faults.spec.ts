/** Faults that are really brought about: what the window says, and how each ends well. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { takeFault } from './picture.ts'
import { onlyProcess, trainerFile } from './processes.ts'
import { closeProject, epochOf, finished, importByDrop, sample, startLongRun, trainForLong } from './steps.ts'

test.beforeEach(({ page }) => page.setDefaultTimeout(45_000))
test.skip(process.platform !== 'linux', 'processes are found below /proc')

const stage = (page: Page) => page.locator('[data-region=stage]')
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

test('on a full disk training waits and says so; it goes on by itself once there is room', async ({
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

  test('is told of, ended, and started again from the last checkpoint', async ({ page }) => {
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
