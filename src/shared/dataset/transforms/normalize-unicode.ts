import { z } from 'zod'
import { ok } from '../../core/checked.ts'
import { choice } from '../../core/params.ts'
import { wellFormed } from '../text/cut-text.ts'
import { isTextColumn, mapTexts } from '../text/map-texts.ts'
import { defineColumnTransform } from '../transform-definition.ts'

/**
 * Writes what looks the same with the same characters.
 *
 * Input   a text column
 * Output  the same column in one of the four normal forms
 * Source  Unicode Standard Annex 15
 */
export const normalizeUnicode = defineColumnTransform({
  kind: 'normalizeUnicode',
  title: { en: 'Unicode normal form', zh: 'Unicode 规范化' },
  icon: 'text-cursor',
  docs: {
    summary: {
      en: 'Writes what looks the same with the same characters: “é” can be one character or two, “ﬁ” one or two.',
      zh: '让看起来相同的字使用相同的字符：“é”可以是一个或两个字符，“ﬁ”也是。'
    },
    usual: {
      en: 'NFC for text from several sources. NFKC also makes full-width letters and ligatures plain.',
      zh: '文本来自多个来源时用 NFC。NFKC 还会把全角字母和连字变为普通字符。'
    }
  },
  params: {
    form: choice({
      label: { en: 'Form', zh: '形式' },
      options: ['NFC', 'NFKC', 'NFD', 'NFKD'],
      default: 'NFC'
    })
  },
  describe: ({ form }) => ({ en: form, zh: form }),
  accepts: ['text'],
  acceptsWith: () => ['text'],
  fittedSchema: z.strictObject({}),
  fit: () => ok({}),
  apply: (column, _, { form }) =>
    isTextColumn(column) ? [mapTexts(column, (text) => wellFormed(text).normalize(form))] : [column]
})
