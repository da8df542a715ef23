import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { studioApi } from '../../src/shared/rpc/studio-api.ts'
import { commands } from '../../src/cli/commands/catalogue.ts'
import { sampleFolder } from '../studio/open-studio.ts'
import { json, layerwright } from './layerwright.ts'
import { temporaryFolder } from '../studio/temporary-folder.ts'

const iris = join(sampleFolder, 'iris.csv')

describe('the command line', () => {
  it('shows its commands, and the options of each', async () => {
    const home = temporaryFolder()
    const help = await layerwright(home, ['--help'])
    expect(help.status).toBe(0)
    for (const { name } of commands) expect(help.out).toContain(`  ${name}`)

    const one = await layerwright(home, ['train', '--help'])
    expect(one).toMatchObject({ status: 0, error: '' })
    expect(one.out).toContain('--epochs N')
    expect(existsSync(join(home, '.studio'))).toBe(false)
  })

  it.each([
    { words: [] },
    { words: ['nonsense'] },
    { words: ['train'] },
    { words: ['runs', 'extra'] },
    { words: ['compare', '1'] },
    { words: ['train', 'x.json', '--wrong'] },
    { words: ['train', 'x.json', '--resume', '1'] },
    { words: ['export', '1', '--out', 'x'] },
    { words: ['quick', iris, '--task', 'sorting'] }
  ])('ends $words with status 2 and nothing but help', async ({ words }) => {
    const ran = await layerwright(temporaryFolder(), words)
    expect(ran.status).toBe(2)
    expect(ran.out + ran.error).toContain('Usage')
  })

  it.each([
    { words: ['train', 'missing.json'], code: 'recipe/unreadable' },
    { words: ['quick', 'missing.csv'], code: 'system/path-missing' },
    { words: ['quick', iris, '--target', 'nothing'], code: 'dataset/column-missing' },
    { words: ['runs'], code: 'project/missing' },
    { words: ['predict', '1', iris], code: 'project/missing' }
  ])('ends $words with status 1 and $code, as one document', async ({ words, code }) => {
    const ran = await layerwright(temporaryFolder(), [...words, '--json'])
    expect(ran.status).toBe(1)
    expect(json(ran)).toMatchObject({ problems: [{ code }] })
  })

  it('tells everything wrong with a recipe at once: path, expected, found', async () => {
    const home = temporaryFolder()
    const file = join(home, 'recipe.json')
    writeFileSync(
      file,
      JSON.stringify({
        version: 1,
        dataset: {
          version: 1,
          source: { kind: 'table', path: iris },
          task: 'sorting',
          columns: [],
          steps: [],
          split: {}
        },
        network: { version: 1, nodes: [], edges: [] },
        training: null,
        extra: 1
      })
    )
    const ran = await layerwright(home, ['check', file, '--json'])

    const { problems } = json(ran) as { problems: { code: string; at: string }[] }
    expect(ran.status).toBe(1)
    expect(problems.map(({ code, at }) => [code, at])).toEqual(
      expect.arrayContaining([
        ['recipe/wrong-type', 'dataset.task'],
        ['recipe/wrong-type', 'dataset.split.train'],
        ['recipe/wrong-type', 'training'],
        ['recipe/unknown-key', 'extra']
      ])
    )
  })

  it('trains, lists, shows, compares, measures, predicts, and deletes', async () => {
    const home = temporaryFolder()
    const project = ['--project', join(home, 'Iris')]
    const quick = await layerwright(home, ['quick', iris, '--target', 'species', ...project, '--json'])
    expect(quick.status).toBe(0)
    const first = json(quick)
    expect(Object.keys(first)).toEqual(
      expect.arrayContaining([
        'run',
        'status',
        'epochs',
        'durationMs',
        'metrics',
        'device',
        'engine',
        'problems'
      ])
    )
    expect(first).toMatchObject({ status: 'completed', problems: [] })
    expect((first['metrics'] as { test: { accuracy: number } }).test.accuracy).toBeGreaterThanOrEqual(0.9)

    const shown = json(await layerwright(home, ['show', '1', ...project, '--json']))
    const recipe = join(home, 'recipe.json')
    writeFileSync(recipe, JSON.stringify(shown['recipe']))
    const second = json(
      await layerwright(home, ['train', recipe, '--epochs', '3', '--seed', '7', ...project, '--json'])
    )
    expect(second).toMatchObject({ status: 'completed', epochs: 3 })

    const { runs } = json(await layerwright(home, ['runs', ...project, '--json']))
    expect(runs).toMatchObject([{ number: 1 }, { number: 2, datasetName: 'iris.csv' }])
    const compared = json(await layerwright(home, ['compare', '1', 'latest', ...project, '--json']))
    expect((compared['differing'] as { key: string }[]).map(({ key }) => key).sort()).toEqual([
      'training.epochs',
      'training.seed'
    ])
    const measured = await layerwright(home, ['evaluate', '1', iris, ...project, '--json'])
    expect(json(measured)).toMatchObject({ kind: 'classification', part: 'all', rowCount: 150 })

    const out = join(home, 'predictions.csv')
    const predicted = json(
      await layerwright(home, ['predict', String(first['run']), iris, '--out', out, ...project, '--json'])
    )
    expect(predicted).toMatchObject({ rowCount: 150, file: out })
    expect(readFileSync(out, 'utf8').trimEnd().split('\n')).toHaveLength(151)
    expect((await layerwright(home, ['delete', '1', ...project])).status).toBe(0)
    const left = json(await layerwright(home, ['runs', ...project, '--json']))
    expect(left['runs']).toMatchObject([{ number: 2 }])
  })

  it('stops at Ctrl-C, keeps the best, and goes on from there', async () => {
    const home = temporaryFolder()
    const project = ['--project', join(home, 'Iris')]
    await layerwright(home, ['quick', iris, ...project])
    const recipe = join(home, 'recipe.json')
    const shown = json(await layerwright(home, ['show', '1', ...project, '--json'])) as {
      recipe: { training: object }
    }
    writeFileSync(
      recipe,
      JSON.stringify({
        ...shown.recipe,
        training: { ...shown.recipe.training, epochs: 100_000, earlyStopping: null, engine: 'compiled' }
      })
    )
    const stopped = await layerwright(home, ['train', recipe, ...project, '--json'], /epoch \d+ of/u)

    expect(stopped.status).toBe(0)
    expect(json(stopped)).toMatchObject({ status: 'stopped', problems: [] })
    expect((json(stopped)['metrics'] as { test: { accuracy: number } }).test.accuracy).toBeGreaterThan(0)
    const number = String(json(stopped)['number'])
    const continued = await layerwright(
      home,
      ['train', '--resume', number, ...project, '--json'],
      /epoch \d+ of/u
    )
    const { epochs } = json(continued) as { epochs: number }
    expect(continued.status).toBe(0)
    expect(json(continued)).toMatchObject({ run: json(stopped)['run'], status: 'stopped', problems: [] })
    expect(epochs).toBeGreaterThanOrEqual(json(stopped)['epochs'] as number)
    const refused = await layerwright(home, ['train', '--resume', '1', ...project, '--json'])
    expect(refused.status).toBe(1)
    expect(json(refused)).toMatchObject({ problems: [{ code: 'project/run-has-ended' }] })
  }, 180_000)

  it('profiles data', async () => {
    const ran = await layerwright(temporaryFolder(), ['profile', iris, '--json'])
    expect(json(ran)).toMatchObject({ kind: 'table', rowCount: 150 })
  })

  it('has every finding of the doctor in one document', async () => {
    const ran = await layerwright(temporaryFolder(), ['doctor', '--json'])
    const parsed = studioApi['system.doctor'].output.parse(json(ran))
    expect(parsed.findings.map(({ name }) => name.en)).toEqual(
      expect.arrayContaining([
        'Node',
        'TensorFlow',
        'Device',
        'SQLite',
        'DuckDB',
        'sharp',
        'Electron',
        'Disk'
      ])
    )
  })
})
