import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { madeSamples } from '../../examples/samples/catalogue.ts'
import { sampleFolder } from '../studio/open-studio.ts'

const digest = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex')
const made = Object.entries(madeSamples)

describe('a made sample', () => {
  it.each(made)('%s is the file that its script makes', (name, make) => {
    expect(digest(make())).toBe(digest(readFileSync(join(sampleFolder, name))))
  })

  it.each(made)('%s stays small enough to ship', (_, make) => {
    expect(Buffer.byteLength(make())).toBeLessThan(400_000)
  })

  it('has hardly any text twice, so that test rows are not known from training', () => {
    for (const name of ['news.csv', 'reviews.csv']) {
      const texts = (madeSamples[name]?.() ?? '').trim().split('\n')
      expect(new Set(texts).size / texts.length).toBeGreaterThan(0.97)
    }
  })
})
