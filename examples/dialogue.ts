import { dialogueLstm } from '../src/shared/network/templates/dialogue-lstm.ts'
import type { Example } from './example.ts'
import { ofPairs } from './pairs-facts.ts'

export const dialogue: Example = {
  ...ofPairs,
  key: 'dialogue',
  title: { en: 'Small talk answered by two LSTM', zh: '闲聊问答（两个 LSTM）' },
  template: dialogueLstm,
  sample: 'dialogue.csv',
  target: 'answer',
  bound: 95
}
