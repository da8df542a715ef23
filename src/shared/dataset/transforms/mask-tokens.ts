import { z } from 'zod'
import { ok } from '../../core/checked.ts'
import { decimal, integer } from '../../core/params.ts'
import { defineColumnTransform } from '../transform-definition.ts'

/**
 * Hides some tokens of each text, to learn to guess them.
 *
 * Input   a column of tokens
 * Output  the same tokens; samples are texts of one length with `selectionRate` of their words chosen, each asking for
 *         the words at the chosen places. There are `copies` of each training text, each hidden otherwise
 * Source  Devlin et al. (2018), arXiv:1810.04805; KerasHub, MaskedLMMaskGenerator
 */
export const maskTokens = defineColumnTransform({
  kind: 'maskTokens',
  title: { en: 'Mask', zh: '遮盖' },
  icon: 'eye-off',
  docs: {
    summary: {
      en: 'Chooses some words of each text to be guessed from the others. Of the chosen ones 80 % are hidden behind the mask, 10 % become a random word and 10 % stay, as in BERT. It needs a vocabulary with a token for the mask.',
      zh: '在每段文本中选出一些词，让网络根据其余的词来猜。与 BERT 相同：选中的词 80% 被遮盖，10% 换成随机词，10% 保持原样。词表需要保留遮盖标记。'
    },
    usual: {
      en: 'For pre-training on texts without labels: after Vocabulary, before Pad. 15 % is usual; more copies help when there are few texts.',
      zh: '用于在无标签文本上预训练：放在词表之后、补齐长度之前。通常选 15%；文本较少时增加份数有帮助。'
    }
  },
  params: {
    selectionRate: decimal({
      label: { en: 'Share of words', zh: '选中比例' },
      help: { en: 'At least one word of each text is chosen.', zh: '每段文本至少选中一个词。' },
      min: 0.01,
      max: 0.9,
      default: 0.15
    }),
    copies: integer({
      label: { en: 'Copies', zh: '份数' },
      help: {
        en: 'Of each training text, each with other words chosen. An epoch takes so many times as long.',
        zh: '每段训练文本的份数，每份选中不同的词。每轮训练时间随之成倍增加。'
      },
      min: 1,
      max: 50,
      default: 4
    })
  },
  describe: ({ selectionRate, copies }) => ({
    en: `${Math.round(selectionRate * 100)} %, ${copies} ${copies === 1 ? 'copy' : 'copies'}`,
    zh: `${Math.round(selectionRate * 100)}%，${copies} 份`
  }),
  accepts: ['tokens'],
  acceptsWith: () => ['tokens'],
  fittedSchema: z.strictObject({}),
  fit: () => ok({}),
  apply: (column) => [column]
})
