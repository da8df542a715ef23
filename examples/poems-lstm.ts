import { textLstm } from '../src/shared/network/templates/text-lstm.ts'
import type { Example } from './example.ts'
import { onPoems } from './poems-facts.ts'

export const poemsLstm: Example = {
  ...onPoems,
  key: 'poems-lstm',
  title: { en: 'Tang or Song by LSTM, from the characters alone', zh: 'LSTM 判断唐宋（仅凭用字）' },
  template: textLstm
}
