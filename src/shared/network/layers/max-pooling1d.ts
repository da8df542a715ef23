import { ok } from '../../core/checked.ts'
import { defineLayer } from '../layer-definition.ts'
import {
  checkStepWindow,
  poolingWindow,
  stepPoolingLayer,
  stepPoolingParams,
  windowFromKeras
} from '../step-windows.ts'

/**
 * The largest number of each feature in windows along the steps.
 *
 * Input     [steps, features]
 * Output    [places of the window, features], by the rule of `placesAlong`
 * Problems  network/needs-sequence   the input is not a sequence
 *           network/window-too-long  'valid', and the window is longer than the sequence
 */
export const maxPooling1d = defineLayer({
  kind: 'maxPooling1d',
  title: 'MaxPooling1D',
  group: 'sequence',
  icon: 'chart-column-decreasing',
  inputs: 'one',
  params: stepPoolingParams,
  docs: {
    summary: {
      en: 'Keeps only the largest number of each feature within short windows, so the sequence becomes shorter and what was found is kept.',
      zh: '在每个短窗口内只保留各特征的最大值，使序列变短而保留发现的内容。'
    },
    usual: {
      en: 'Windows of 2 to 5 steps behind Conv1D.',
      zh: '放在 Conv1D 之后，窗口 2 到 5 步。'
    }
  },
  describe: ({ poolSize }) => ({ en: `largest of ${poolSize} steps`, zh: `每 ${poolSize} 步取最大` }),
  inferShape: ([shape], values) => {
    const found = checkStepWindow(shape, 'MaxPooling1D', poolingWindow(values))
    return found.ok ? ok([...found.value]) : found
  },
  // Comparisons are not counted.
  countFlops: () => 0,
  toKeras: (values, context) => stepPoolingLayer('MaxPooling1D', values, context),
  fromKeras: windowFromKeras
})
