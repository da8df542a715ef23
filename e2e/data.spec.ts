/** The Data stage: dropping a file, how it is read, target, ignored columns, missing values, undo; and a folder of images. */
import {
  mkdirSync,
  mkdtempSync,
  copyFileSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { dropFiles, expect, test } from './fixtures.ts'

const samples = resolve(import.meta.dirname, '../resources/samples')
let folder: string

test.use({ actionTimeout: 30_000 })

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'layerwright-data-'))
  const [head = '', ...rows] = readFileSync(join(samples, 'iris.csv'), 'utf8').trim().split(/\r?\n/u)
  // German numbers, a running number, and a gap in every tenth row.
  const german = rows.map((row, index) => {
    const [length = '', ...rest] = row.replaceAll(',', ';').replaceAll('.', ',').split(';')
    return [index + 1, index % 10 === 0 ? '' : length, ...rest].join(';')
  })
  writeFileSync(join(folder, 'blumen.csv'), [`number;${head.replaceAll(',', ';')}`, ...german].join('\n'))
  for (const name of ['0', '1']) {
    mkdirSync(join(folder, 'pictures', name), { recursive: true })
    const from = join(samples, 'digits', name)
    for (const file of readdirSync(from).slice(0, 12))
      copyFileSync(join(from, file), join(folder, 'pictures', name, file))
  }
  writeFileSync(join(folder, 'pictures', '1', 'broken.png'), 'not an image')
})

test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

const head = (page: Page, name: string) => page.getByRole('columnheader').filter({ hasText: name }).first()
const node = (page: Page, title: string) =>
  page.getByRole('group', { name: 'Preparation' }).getByRole('button', { name: title })

async function importDropped(page: Page, path: string): Promise<void> {
  await dropFiles(page, [path])
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Data', level: 1 })).toBeVisible()
  await expect(page.getByRole('dialog')).toBeHidden()
}

/** The top bar is looked at with the frame. */
async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().exclude('[data-region=top]').analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}

test('reads a dropped file, lets its delimiter be overruled, and shows its rows', async ({ page }) => {
  await dropFiles(page, [join(folder, 'blumen.csv')])
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('heading', { name: 'Import blumen.csv' })).toBeVisible()
  await expect(dialog.getByRole('columnheader')).toHaveCount(6)
  await expect(dialog.getByRole('radio', { name: '3,14' })).toBeChecked()

  await dialog.getByRole('combobox', { name: /^Columns end at/u }).click()
  await page.getByRole('option', { name: /Comma/u }).click()
  await expect(dialog.getByText('number;sepal_length_cm')).toBeVisible()
  await dialog.getByRole('combobox', { name: /^Columns end at/u }).click()
  await page.getByRole('option', { name: /Semicolon/u }).click()
  await expect(dialog.getByRole('columnheader')).toHaveCount(6)
  await expectAccessible(page)

  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(page.getByText('150 rows · 6 columns')).toBeVisible()
  await expect(head(page, 'species')).toContainText('target')
  await expect(head(page, 'sepal_length_cm')).toContainText('15 missing')
  await expect(page.getByRole('gridcell', { name: 'missing' }).first()).toBeVisible()
  await expect(page.getByRole('link', { name: /Network/u })).toContainText('weights')
  await expectAccessible(page)
})

test('ignores a column, changes the target and undoes both by name @electron', async ({ page }) => {
  await importDropped(page, join(folder, 'blumen.csv'))
  await head(page, 'number').getByText('number', { exact: true }).last().click()
  await page.getByRole('button', { name: 'Ignore this column' }).click()
  await expect(head(page, 'number')).toContainText('ignored')

  await head(page, 'petal_width_cm').getByText('petal_width_cm').click()
  await page.getByRole('radio', { name: 'Target' }).click()
  await expect(head(page, 'petal_width_cm')).toContainText('target')
  await expect(page.getByText('petal_width_cm as a number')).toBeVisible()
  await expect(node(page, 'One-hot')).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Undo: target petal_width_cm' }).click()
  await expect(head(page, 'species')).toContainText('target')
  await expect(node(page, 'One-hot')).toBeHidden()
  await page.getByRole('button', { name: 'Undo: number: ignored' }).click()
  await expect(head(page, 'number')).not.toContainText('ignored')
})

test('fills missing values with one click where no step does, and shows the table after it @chromium', async ({
  page
}) => {
  await importDropped(page, join(folder, 'blumen.csv'))
  await node(page, 'Fill missing').click()
  await page.getByRole('button', { name: 'Remove the step' }).click()
  await expect(node(page, 'Fill missing')).toBeHidden()

  await head(page, 'sepal_length_cm').getByText('sepal_length_cm').click()
  await page.getByRole('button', { name: 'Fill with the median' }).click()
  await expect(node(page, 'Fill missing')).toContainText('15 cells, 1 column')
  await node(page, 'Fill missing').click()
  await expect(page.getByText('Shown after step 2')).toBeVisible()
  await expect(page.getByRole('gridcell', { name: 'missing' })).toHaveCount(0)
})

test('moves a step with the keyboard @electron', async ({ page }) => {
  await importDropped(page, join(folder, 'blumen.csv'))
  const steps = page.getByRole('group', { name: 'Preparation' }).getByRole('button')
  await expect(steps.nth(1)).toContainText('Fill missing')
  await steps.nth(1).focus()
  await page.keyboard.press('Alt+ArrowRight')
  await expect(steps.nth(1)).toContainText('Standardize')
})

test('sorts and filters without the mouse @chromium', async ({ page }) => {
  await importDropped(page, join(folder, 'blumen.csv'))
  await page.getByRole('grid').focus()
  await page.keyboard.press('ArrowRight')
  for (const key of ['s', 's']) await page.keyboard.press(key)
  await expect(head(page, 'number')).toHaveAttribute('aria-sort', 'descending')
  await expect(page.getByRole('row').nth(1).getByRole('gridcell').nth(1)).toHaveText('150')

  await page.getByRole('button', { name: 'Filter', exact: true }).press('Enter')
  await page.getByRole('combobox', { name: /^Column:/u }).click()
  await page.getByRole('option', { name: 'sepal_length_cm' }).click()
  await page.getByRole('radio', { name: 'is missing' }).click()
  await page.getByRole('button', { name: 'Add the filter' }).click()
  await expect(page.getByText('rows 1–15 of 15')).toBeVisible()
  await page.getByRole('button', { name: /^Remove the filter/u }).click()
  await expect(page.getByText('of 150', { exact: false }).last()).toBeVisible()
})

test('shows a folder of images by class, looks closer, and names what was skipped', async ({ page }) => {
  await importDropped(page, join(folder, 'pictures'))
  await expect(page.getByText('pictures · 24 images · 2 classes')).toBeVisible()
  await page.getByRole('button', { name: /^1 note/u }).click()
  await expect(page.getByText('broken.png')).toBeVisible()

  await page.getByRole('option', { name: /^1\s*12/u }).click()
  await page
    .getByRole('button', { name: /^1\/.*look closer/u })
    .first()
    .click()
  await expect(page.getByRole('dialog').getByRole('img')).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('dialog')).toContainText('2 / 12')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expectAccessible(page)
})
