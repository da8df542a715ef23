import { z } from 'zod'
import { ok } from '../../core/checked.ts'
import { isTextColumn, mapTexts } from '../text/map-texts.ts'
import { defineColumnTransform } from '../transform-definition.ts'

/**
 * Writes texts in small letters.
 *
 * Input   a text column
 * Output  the same column; the same in every language of the computer
 * Source  Unicode 15, default case conversion (String.prototype.toLowerCase)
 */
export const lowerCase = defineColumnTransform({
  kind: 'lowerCase',
  title: { en: 'Lower case', zh: '转为小写' },
  icon: 'case-lower',
  docs: {
    summary: {
      en: 'Writes all letters small, so that “The” and “the” are one word.',
      zh: '把字母全部转为小写，使“The”和“the”成为同一个词。'
    },
    usual: {
      en: 'For classifying text in alphabetic scripts. Chinese stays as it is.',
      zh: '用于字母文字的文本分类。中文不受影响。'
    }
  },
  params: {},
  describe: () => ({ en: 'small letters', zh: '小写字母' }),
  accepts: ['text'],
  acceptsWith: () => ['text'],
  fittedSchema: z.strictObject({}),
  fit: () => ok({}),
  apply: (column) => (isTextColumn(column) ? [mapTexts(column, (text) => text.toLowerCase())] : [column])
})
