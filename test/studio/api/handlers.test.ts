import { describe, expect, it } from 'vitest'
import { studioApi } from '../../../src/shared/rpc/studio-api.ts'
import { defaultTraining } from '../../../src/shared/training/training-spec.ts'
import { handlers } from '../../../src/studio/api/catalogue.ts'
import type { Log } from '../../../src/studio/system/log.ts'
import { ask, openStudio, refusal } from '../open-studio.ts'

describe('the calls of the studio', () => {
  it('has one handler for each call of the contract, and no other', () => {
    expect(Object.keys(handlers).sort()).toEqual(Object.keys(studioApi).sort())
  })

  it.each(['nonsense', 'constructor', '__proto__', 'toString'])(
    'refuses the unknown call %s',
    async (method) => {
      expect(await refusal(openStudio(), method, {})).toBe('system/unknown-method')
    }
  )

  it.each([
    ['projects.create', {}],
    ['projects.create', { name: 'x', extra: 1 }],
    ['projects.create', null],
    ['runs.get', { id: '../../etc/passwd' }],
    ['datasets.rows', { id: 'a', offset: -1 }],
    ['system.log', { lineCount: 1e9 }]
  ])('refuses %s with %j, and says where', async (method, input) => {
    const answered = await openStudio().answer(method, input)

    expect(answered).toMatchObject({ ok: false, problem: { code: 'system/bad-input' } })
  })

  it.each([
    [
      'draft.save',
      {
        draft: {
          datasetId: null,
          dataset: null,
          network: { version: 1, nodes: [], edges: [] },
          training: defaultTraining
        }
      }
    ],
    ['runs.list', {}],
    ['datasets.list', {}],
    ['exports.list', {}]
  ])('needs an open project for %s', async (method, input) => {
    expect(await refusal(openStudio(), method, input)).toBe('project/none-open')
  })

  it('refuses a handle that was not given out in this session', async () => {
    const studio = openStudio()

    expect(await refusal(studio, 'datasets.inspect', { file: 'not-given-out' })).toBe('system/unknown-handle')
  })

  it('answers a fault with neither path nor stack, and logs it', async () => {
    const logged: unknown[] = []
    const log: Log = {
      info: () => {},
      warn: () => {},
      error: (_what, error) => logged.push(error),
      tail: () => []
    }
    const studio = openStudio({
      log,
      startTrainer: () => {
        throw new Error('broken at /home/someone/secret/place.ts')
      }
    })

    const answered = await studio.answer('system.info', {})

    expect(answered).toMatchObject({ ok: false, problem: { code: 'system/fault' } })
    expect(JSON.stringify(answered)).not.toContain('someone')
    expect(logged).toHaveLength(1)
  })

  it('keeps preferences for the next session', async () => {
    const first = openStudio()
    await ask(first, 'preferences.set', { locale: 'zh', inspectorWidth: 400 })

    const second = openStudio({ homeFolder: first.services.homeFolder })

    expect(await ask(second, 'preferences.get', {})).toMatchObject({
      locale: 'zh',
      inspectorWidth: 400,
      theme: 'system'
    })
  })
})
