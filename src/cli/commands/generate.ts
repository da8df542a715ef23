import {
  answerSettings,
  defaultGeneration,
  generationSettings,
  type GenerationSettings
} from '../../shared/generation/generation-settings.ts'
import { stateFiles } from '../../studio/files/home.ts'
import { runTrainerJob } from '../../studio/training/run-trainer-job.ts'
import { findModel } from '../model-source.ts'
import { projectOption, withStudio } from '../open-studio.ts'
import { UsageError, type Command } from './command.ts'

export const generate: Command = {
  name: 'generate',
  usage: 'RUN|EXPORT',
  summary:
    'Let a text generator go on with a prompt, or a model of pairs answer it; the text appears as it is made.',
  minArguments: 1,
  maxArguments: 1,
  options: {
    prompt: {
      type: 'string',
      value: 'TEXT',
      help: 'What the text begins with, or the question (default: nothing).'
    },
    seed: { type: 'string', value: 'N', help: 'The same seed gives the same text (default: 1).' },
    temperature: {
      type: 'string',
      value: 'T',
      help: `Below 1 safer, above 1 bolder; 0 always takes the likeliest (default: ${defaultGeneration.temperature}; ${answerSettings.temperature} for answers).`
    },
    'top-k': { type: 'string', value: 'K', help: 'Draw from the K likeliest tokens only (default: all).' },
    'top-p': {
      type: 'string',
      value: 'P',
      help: `Draw from the likeliest tokens that together reach P (default: ${defaultGeneration.topP}).`
    },
    length: { type: 'string', value: 'N', help: `Tokens at most (default: ${defaultGeneration.length}).` },
    ...projectOption
  },
  async run([name = ''], options, context) {
    const isJson = options['json'] === true
    return withStudio(
      context.env,
      async (studio) => {
        const { folder, preparation } = await findModel(studio, name, options)
        const isAnswer = preparation.task === 'pairs'
        const settings = readSettings(options, isAnswer ? answerSettings : defaultGeneration)
        if (!isJson && !isAnswer) process.stdout.write(settings.prompt)
        const result = await runTrainerJob(
          studio.services.startTrainer,
          { kind: 'generate', modelFolder: folder, settings },
          {
            logFile: stateFiles(studio.services.homeFolder).trainerLog,
            signal: context.signal,
            onText: (text) => {
              if (!isJson) process.stdout.write(text)
            }
          }
        )
        if (result.kind !== 'generate') throw new Error(`A generation answered with ${result.kind}.`)
        const { text, tokenCount, isEnded, durationMs } = result
        const perSecond = Math.round((tokenCount / Math.max(1, durationMs)) * 1000)
        context.progress.line(`\n${tokenCount} tokens, ${perSecond} a second`)
        return { document: { ...settings, text, tokenCount, isEnded, durationMs }, lines: [] }
      },
      'look'
    )
  }
}

/** Throws  UsageError  a setting is no number, or past its limits */
function readSettings(
  options: Readonly<Record<string, string | boolean | undefined>>,
  usual: GenerationSettings
): GenerationSettings {
  const numberOf = (name: string, otherwise: number): number => {
    const given = options[name]
    return typeof given === 'string' ? Number(given.trim() || NaN) : otherwise
  }
  const parsed = generationSettings.safeParse({
    prompt: typeof options['prompt'] === 'string' ? options['prompt'] : '',
    seed: numberOf('seed', usual.seed),
    temperature: numberOf('temperature', usual.temperature),
    topK: numberOf('top-k', usual.topK),
    topP: numberOf('top-p', usual.topP),
    length: numberOf('length', usual.length)
  })
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new UsageError(
    `--${String(issue?.path[0] ?? '')
      .replace(/([KP])$/u, '-$1')
      .toLowerCase()}: ${issue?.message ?? ''}`
  )
}
