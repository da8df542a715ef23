import { notReported, type Example } from './example.ts'

/** What both forecasts of the electricity demand have in common: better than repeating the day before. */
export const onElectricity: Omit<Example, 'key' | 'title' | 'template'> = {
  sample: 'electricity.csv',
  target: 'demand',
  task: 'forecast',
  metric: 'forecastMae',
  bound: { metric: 'naiveMae' },
  beside: ['naiveMae', 'mase', 'smape'],
  documents: notReported
}
