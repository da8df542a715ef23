import { answerDecoder } from '../src/shared/network/templates/answer-decoder.ts'
import { adam } from '../src/shared/network/templates/template.ts'
import { textDecoder } from '../src/shared/network/templates/text-decoder.ts'
import { notReported, numbered, type Example } from './example.ts'
import { ofPairs } from './pairs-facts.ts'

/** Pre-training: letters tell of the people whom the small talk asks for; none of their questions is answered. */
export const lettersDecoder: Example = {
  key: 'letters-decoder',
  title: { en: 'Letters by a small GPT', zh: '小型 GPT 续写书信' },
  template: textDecoder,
  sample: 'letters.txt',
  task: 'generation',
  prepare: (suggested) => ({
    ...suggested,
    steps: numbered(suggested.steps[0]?.columns ?? 'all', [
      { kind: 'segmentText', params: { by: 'spaces' } },
      { kind: 'vocabulary', params: { marksEnds: true } },
      { kind: 'tokenWindows', params: { length: 64, stride: 64 } }
    ])
  }),
  metric: 'perplexity',
  bound: { metric: 'bigramPerplexity' },
  beside: ['bigramPerplexity', 'bitsPerCharacter'],
  documents: notReported
}

/** A twelfth of the small talk: most of what is asked in the test part is told in no answer of the training part. */
const ofFew: Omit<Example, 'key' | 'title' | 'bound'> = {
  ...ofPairs,
  template: answerDecoder,
  sample: 'dialogue.csv',
  target: 'answer',
  prepare: (suggested) => ({
    ...suggested,
    split: { ...suggested.split, train: 0.08, validation: 0.04, test: 0.88 }
  }),
  // Eight steps make an epoch.
  training: { optimizer: adam(0.001), epochs: 150, earlyStopping: { patience: 20, minDelta: 0 } }
}

export const fewAnswersFresh: Example = {
  ...ofFew,
  key: 'few-answers-fresh',
  title: {
    en: 'Answers from a twelfth of the small talk, from random values',
    zh: '十二分之一的闲聊问答（随机初始值）'
  },
  // The same words, so that the figures compare.
  startFrom: { example: lettersDecoder, takes: 'words' },
  bound: 75
}

/** Fine-tuning on pairs. */
export const fewAnswers: Example = {
  ...ofFew,
  key: 'few-answers',
  title: { en: 'The same, fine-tuned from the letters', zh: '同样的问答，从书信模型微调' },
  startFrom: { example: lettersDecoder, takes: 'weights' },
  bound: 88
}
