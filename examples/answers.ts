import { answerDecoder } from '../src/shared/network/templates/answer-decoder.ts'
import type { Example } from './example.ts'
import { ofPairs } from './pairs-facts.ts'

/** Question and answer in one row. */
export const answers: Example = {
  ...ofPairs,
  key: 'answers',
  title: { en: 'Small talk answered by a decoder alone', zh: '闲聊问答（仅解码器）' },
  template: answerDecoder,
  sample: 'dialogue.csv',
  target: 'answer',
  prepare: (suggested) => ({
    ...suggested,
    steps: suggested.steps.map((step) =>
      step.kind === 'pairSequences' ? { ...step, params: { layout: 'oneRow' } } : step
    )
  }),
  bound: 95
}
