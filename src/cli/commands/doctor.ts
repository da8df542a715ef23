import { ask, withStudio } from '../open-studio.ts'
import type { Command } from './command.ts'

const marks = { ok: 'ok     ', warning: 'note   ', problem: 'problem' } as const

export const doctor: Command = {
  name: 'doctor',
  usage: '',
  summary: 'Look at everything Layerwright stands on, and say what to do about each trouble.',
  minArguments: 0,
  maxArguments: 0,
  options: {},
  run: (_args, _options, { env, progress }) =>
    withStudio(env, async (studio) => {
      progress.show(null, 'Looking')
      const { findings } = await ask(studio, 'system.doctor', {})
      return {
        document: { findings },
        lines: findings.flatMap(({ name, status, found, advice }) => [
          `${marks[status]}  ${name.en}: ${found.en}`,
          ...(advice === null ? [] : [`         → ${advice.en}`])
        ]),
        status: findings.some(({ status }) => status === 'problem') ? 1 : 0
      }
    })
}
