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
 * The mean of each feature in windows along the steps.
 *
 * Input     [steps, features]
 * Output    [places of the window, features], by the rule of `placesAlong`
 * Problems  network/needs-sequence   the input is not a sequence
 *           network/window-too-long  'valid', and the window is longer than the sequence
 */
export const averagePooling1d = defineLayer({
  kind: 'averagePooling1d',
  title: 'AveragePooling1D',
  group: 'sequence',
  icon: 'chart-spline',
  inputs: 'one',
  params: stepPoolingParams,
  docs: {
    summary: {
      en: 'Takes the mean of each feature within short windows, so the sequence becomes shorter and smoother.',
      zh: '在每个短窗口内对各特征取平均，使序列变短、变平滑。'
    },
    usual: {
      en: 'Windows of 2 to 5 steps behind Conv1D.',
      zh: '放在 Conv1D 之后，窗口 2 到 5 步。'
    }
  },
  describe: ({ poolSize }) => ({ en: `mean of ${poolSize} steps`, zh: `每 ${poolSize} 步取平均` }),
  inferShape: ([shape], values) => {
    const found = checkStepWindow(shape, 'AveragePooling1D', poolingWindow(values))
    return found.ok ? ok([...found.value]) : found
  },
  countFlops: ([shape], values) => {
    const found = checkStepWindow(shape, 'AveragePooling1D', poolingWindow(values))
    return found.ok ? found.value[0] * found.value[1] * values.poolSize : 0
  },
  toKeras: (values, context) => stepPoolingLayer('AveragePooling1D', values, context),
  fromKeras: windowFromKeras
})
