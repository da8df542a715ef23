import { forecastLstm } from '../src/shared/network/templates/forecast-lstm.ts'
import { onElectricity } from './electricity-facts.ts'
import type { Example } from './example.ts'

export const electricityLstm: Example = {
  ...onElectricity,
  key: 'electricity-lstm',
  title: { en: 'The next day of electricity demand by LSTM', zh: 'LSTM 预测次日用电需求' },
  template: forecastLstm
}
