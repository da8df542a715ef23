import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { sampleFolder } from '../studio/open-studio.ts'
import { temporaryFolder } from '../studio/temporary-folder.ts'

const entry = join(import.meta.dirname, '../../src/cli/index.ts')
const poems = join(sampleFolder, 'chinese_poems.csv')

function layerwright(home: string, words: readonly string[]): Record<string, unknown> {
  const ran = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', entry, ...words, '--json'],
    {
      env: { ...process.env, LAYERWRIGHT_HOME: home },
      encoding: 'utf8'
    }
  )
  expect(ran.stderr.split('\n').filter((line) => line.includes('fault'))).toEqual([])
  expect(ran.status).toBe(0)
  return JSON.parse(ran.stdout) as Record<string, unknown>
}

it('finds the text by itself, learns from it, and the export predicts raw text as the run does', () => {
  const home = temporaryFolder()
  const run = layerwright(home, ['quick', poems, '--target', 'dynasty'])
  const { test } = run['metrics'] as { test: { balancedAccuracy: number } }
  expect(test.balancedAccuracy).toBeGreaterThanOrEqual(0.85)

  const out = join(home, 'exported')
  layerwright(home, ['export', '1', '--format', 'keras', '--out', out])
  const preparation = readFileSync(join(out, 'preparation.json'), 'utf8')
  expect(preparation).toContain('"tfIdf"')
  // The poems themselves stay where they are: only terms and weights go with the model.
  expect(preparation).not.toContain('床前明月光')

  const raw = join(home, 'raw.csv')
  writeFileSync(raw, 'title,author,text\nx,李白,床前明月光，疑是地上霜。\ny,nobody,\nz,nobody,龘靐齉\n')
  const byRun = layerwright(home, ['predict', '1', raw])
  const byExport = layerwright(home, ['predict', out, raw])
  expect(byExport['predictions']).toEqual(byRun['predictions'])
  expect(byExport['predictions']).toHaveLength(3)
}, 120_000)
