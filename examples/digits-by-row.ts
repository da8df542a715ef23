import { imageRowsLstm } from '../src/shared/network/templates/image-rows-lstm.ts'
import { notReported, type Example } from './example.ts'

export const digitsByRow: Example = {
  key: 'digits-by-row',
  title: { en: 'Handwritten digits read row by row', zh: '逐行读取手写数字' },
  template: imageRowsLstm,
  sample: 'digits',
  metric: 'accuracy',
  bound: 0.93,
  beside: ['macroF1'],
  documents: notReported
}
