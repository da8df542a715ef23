import { z } from 'zod'
import { ok } from '../../core/checked.ts'
import { integer } from '../../core/params.ts'
import { defineColumnTransform } from '../transform-definition.ts'

/**
 * Looks at a text through windows, to learn what comes next.
 *
 * Input   a column of tokens
 * Output  the same tokens; samples are `length` of them in a row, each asking for the token after it. Training windows
 *         start every `stride` tokens; validation and test are gone through once
 */
export const tokenWindows = defineColumnTransform({
  kind: 'tokenWindows',
  title: { en: 'Windows', zh: '窗口' },
  icon: 'gallery-horizontal-end',
  docs: {
    summary: {
      en: 'Cuts the running text into windows. The network reads a window and learns, at each place, which token comes next.',
      zh: '把连续的文本切成窗口。网络读入一个窗口，并在每个位置学习下一个词元是什么。'
    },
    usual: {
      en: 'For generating text. Longer windows see more of what came before and take longer; 32 to 128 is usual.',
      zh: '用于文本生成。窗口越长，看到的上文越多，训练也越慢；通常为 32 到 128。'
    }
  },
  params: {
    length: integer({
      label: { en: 'Length', zh: '长度' },
      help: { en: 'In tokens.', zh: '以词元计。' },
      min: 2,
      max: 4096,
      default: 64
    }),
    stride: integer({
      label: { en: 'Step between windows', zh: '窗口步长' },
      help: {
        en: 'In tokens. Smaller than the length: windows overlap, and an epoch takes longer.',
        zh: '以词元计。小于长度时窗口会重叠，每轮训练更久。'
      },
      min: 1,
      max: 4096,
      default: 32
    })
  },
  describe: ({ length, stride }) => ({
    en: `${length} tokens, every ${stride}`,
    zh: `${length} 个词元，步长 ${stride}`
  }),
  accepts: ['tokens'],
  acceptsWith: () => ['tokens'],
  fittedSchema: z.strictObject({}),
  fit: () => ok({}),
  apply: (column) => [column]
})
