import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../studio/temporary-folder.ts'
import { smallRecipe } from '../trainer/small-data.ts'
import { json, layerwright } from './layerwright.ts'

/** Two numbers a row, and which side of a line they lie on. */
function writeRecipe(home: string): string {
  const rows = Array.from({ length: 120 }, (_, row) => {
    const [width, height] = [Math.sin(row * 12.9), Math.sin(row * 78.2)]
    return `${width},${height},${width + height > 0 ? 'above' : 'below'}`
  })
  writeFileSync(join(home, 'small.csv'), ['width,height,side', ...rows].join('\n'))
  const file = join(home, 'recipe.json')
  writeFileSync(file, JSON.stringify(smallRecipe({ epochs: 200 })))
  return file
}

describe('the command line, before a training', () => {
  it('forecasts it with other settings, and leaves no run behind', async () => {
    const home = temporaryFolder()
    const words = ['train', writeRecipe(home), '--forecast', '--set', 'batchSize=9', '--json']
    const found = json(await layerwright(home, words))
    expect(found).toMatchObject({ stepsPerEpoch: 8 })
    expect(found['totalMs']).toBeGreaterThan(0)
    expect(found['memoryBytes']).toBeGreaterThan(100e6)
    expect(json(await layerwright(home, ['runs', '--json']))).toEqual({ runs: [] })
  })

  it('finds the learning rate where the loss falls fastest', async () => {
    const home = temporaryFolder()
    const sweep = json(await layerwright(home, ['find-rate', writeRecipe(home), '--json']))
    expect(sweep['suggestion']).toBeGreaterThan(1e-4)
    expect(sweep['suggestion']).toBeLessThan(1)
  })
})
