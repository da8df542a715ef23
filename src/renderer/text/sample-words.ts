import { showInLine } from '../../shared/dataset/text/show-text.ts'
import type { EpochRecord } from '../../shared/training/run-events.ts'
import { formatCount } from './format.ts'

/** A text as it is shown: nothing in it turns the direction of writing, or is carried out. */
export interface ShownSample {
  readonly epoch: number
  readonly prompt: string
  readonly text: string
}

/** What a run wrote after its epochs, the first one first. */
export const samplesOf = (records: readonly EpochRecord[]): ShownSample[] =>
  records.flatMap(({ epoch, sample }) =>
    sample === undefined ? [] : [{ epoch, prompt: showInLine(sample.prompt), text: showInLine(sample.text) }]
  )

/** Words of the texts that a generator writes after its epochs. */
export const sampleWords = {
  title: { en: 'Sample texts', zh: '示例文本' },
  epoch: {
    en: (epoch: number) => `Epoch ${formatCount(epoch)}`,
    zh: (epoch: number) => `第 ${formatCount(epoch)} 轮`
  },
  best: { en: 'best', zh: '最佳' },
  none: {
    en: 'After each epoch the model writes a few words here, so that you see it learn.',
    zh: '每轮之后，模型会在这里写几句话，您可以看到它如何进步。'
  }
} as const
