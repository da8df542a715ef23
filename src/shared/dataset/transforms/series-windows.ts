import { z } from 'zod'
import { ok } from '../../core/checked.ts'
import { integer } from '../../core/params.ts'
import { defineColumnTransform } from '../transform-definition.ts'

/**
 * Looks at series through windows, to learn how they go on.
 *
 * Input   the target of a forecast
 * Output  the same column; a sample is `steps` rows in order of time, its answer the target of the next `horizon` rows.
 *         Answers lie in one part only. The rows that a window reads may lie in the part before: at that time they are
 *         known, and reading them is what the model does when it is used
 */
export const seriesWindows = defineColumnTransform({
  kind: 'seriesWindows',
  title: { en: 'Windows over time', zh: '时间窗口' },
  icon: 'chart-line',
  docs: {
    summary: {
      en: 'Cuts each series into windows in order of time. The network reads the rows of a window and learns the values that come next. A validation or test window may read rows of the part before it, since they are known by then; what it has to foretell is never in another part.',
      zh: '按时间顺序把每条序列切成窗口。网络读入一个窗口的各行，学习接下来的数值。验证和测试窗口可以读取前一部分的行，因为那时它们已是已知数据；但要预测的数值绝不会落在别的部分。'
    },
    usual: {
      en: 'Needed for every forecast. A window that holds at least one whole season (24 hours, 7 days, 12 months) usually forecasts best.',
      zh: '预测任务必需。窗口至少包含一个完整周期（24 小时、7 天、12 个月）时通常效果最好。'
    }
  },
  params: {
    steps: integer({
      label: { en: 'Rows read', zh: '读取行数' },
      help: { en: 'How many rows of the past the network sees.', zh: '网络能看到的过去行数。' },
      min: 1,
      max: 4096,
      default: 24
    }),
    horizon: integer({
      label: { en: 'Horizon', zh: '预测步数' },
      help: { en: 'How many rows ahead it forecasts at once.', zh: '一次预测未来多少行。' },
      min: 1,
      max: 512,
      default: 6
    }),
    stride: integer({
      label: { en: 'Step between windows', zh: '窗口步长' },
      help: {
        en: 'In rows. 1 makes the most of the data; more makes an epoch shorter.',
        zh: '以行计。1 能充分利用数据；更大则每轮训练更短。'
      },
      min: 1,
      max: 4096,
      default: 1
    }),
    season: integer({
      label: { en: 'Season', zh: '周期' },
      help: {
        en: 'After how many rows the series repeats. Forecasts are measured against repeating the last season. 0: found from the training part.',
        zh: '序列每隔多少行重复一次。预测结果会与“重复上一周期”对比。0 表示从训练集自动找出。'
      },
      min: 0,
      max: 10_000,
      default: 0
    })
  },
  describe: ({ steps, horizon }) => ({
    en: `${steps} rows → next ${horizon}`,
    zh: `${steps} 行 → 未来 ${horizon} 行`
  }),
  accepts: ['number'],
  acceptsWith: () => ['number'],
  fittedSchema: z.strictObject({}),
  fit: () => ok({}),
  apply: (column) => [column]
})
