import { forecastConvolution } from '../src/shared/network/templates/forecast-convolution.ts'
import { onElectricity } from './electricity-facts.ts'
import type { Example } from './example.ts'

export const electricityConvolution: Example = {
  ...onElectricity,
  key: 'electricity-convolution',
  title: { en: 'The next day of electricity demand by Conv1D', zh: 'Conv1D 预测次日用电需求' },
  template: forecastConvolution
}
