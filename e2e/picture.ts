/** Pictures for the documentation, taken by tests where they are asked for: `LAYERWRIGHT_SCREENSHOTS=1`. */
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { projectRoot } from '../scripts/setup/paths.mjs'

export const pictureFolder = join(projectRoot, 'docs/screenshots')
export const wantsPictures = process.env['LAYERWRIGHT_SCREENSHOTS'] !== undefined

/** Takes one picture, with as few colours as it needs. */
export async function take(page: Page, name: string): Promise<void> {
  await page.mouse.move(720, 1)
  // Charts come to rest, and tooltips go.
  await page.waitForTimeout(700)
  const picture = await page.screenshot({ animations: 'disabled' })
  await sharp(picture)
    .png({ palette: true, quality: 92, effort: 8 })
    .toFile(join(pictureFolder, `${name}.png`))
}

/** What a person sees when something goes wrong, in both languages. */
export async function takeFault(page: Page, name: string): Promise<void> {
  if (!wantsPictures) return
  await take(page, `fault-${name}`)
  await page.getByRole('radio', { name: '中' }).click()
  await take(page, `fault-${name}-zh`)
  await page.getByRole('radio', { name: 'EN' }).click()
}
