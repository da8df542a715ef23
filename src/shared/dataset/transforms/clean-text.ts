import { z } from 'zod'
import { ok } from '../../core/checked.ts'
import { choice, toggle } from '../../core/params.ts'
import { cleanText } from '../text/clean-text.ts'
import { isTextColumn, mapTexts } from '../text/map-texts.ts'
import { defineColumnTransform } from '../transform-definition.ts'

/**
 * Takes out of texts what is no text of its own.
 *
 * Input   a text column
 * Output  the same column with its texts changed; nothing is learned
 */
export const clean = defineColumnTransform({
  kind: 'cleanText',
  title: { en: 'Clean text', zh: '清理文本' },
  icon: 'eraser',
  docs: {
    summary: {
      en: 'Takes out of texts what is no text of its own: HTML tags, web addresses, invisible control characters and repeated blanks.',
      zh: '去掉文本中的非正文内容：HTML 标签、网址、不可见的控制字符和多余的空白。'
    },
    usual: {
      en: 'First step for text copied from web pages. Half width brings “ＡＢＣ１２３” and “ABC123” together in Chinese text.',
      zh: '来自网页的文本应首先做这一步。转为半角可以统一中文文本里的“ＡＢＣ１２３”与“ABC123”。'
    }
  },
  params: {
    removeHtml: toggle({ label: { en: 'Remove HTML', zh: '去掉 HTML' }, default: true }),
    removeUrls: toggle({ label: { en: 'Remove web addresses', zh: '去掉网址' }, default: true }),
    removeControls: toggle({
      label: { en: 'Remove control characters', zh: '去掉控制字符' },
      help: {
        en: 'Invisible characters, among them those that turn the direction of writing.',
        zh: '不可见字符，包括改变书写方向的字符。'
      },
      default: true
    }),
    collapseSpaces: toggle({
      label: { en: 'Join repeated blanks', zh: '合并多余空白' },
      help: { en: 'Line ends are kept, one at a time.', zh: '换行会保留，连续换行合并为一个。' },
      default: true
    }),
    width: choice({
      label: { en: 'Width', zh: '全角/半角' },
      options: ['keep', 'half', 'full'],
      optionLabels: {
        keep: { en: 'As it is', zh: '保持原样' },
        half: { en: 'To half width', zh: '转为半角' },
        full: { en: 'To full width', zh: '转为全角' }
      },
      default: 'keep'
    })
  },
  describe: ({ removeHtml, removeUrls, width }) => {
    const en = [
      removeHtml ? 'HTML' : '',
      removeUrls ? 'addresses' : '',
      width === 'keep' ? '' : `${width} width`
    ]
    const zh = [
      removeHtml ? 'HTML' : '',
      removeUrls ? '网址' : '',
      width === 'keep' ? '' : width === 'half' ? '半角' : '全角'
    ]
    return { en: en.filter(Boolean).join(', ') || 'blanks', zh: zh.filter(Boolean).join('、') || '空白' }
  },
  accepts: ['text'],
  acceptsWith: () => ['text'],
  fittedSchema: z.strictObject({}),
  fit: () => ok({}),
  apply: (column, _, params) =>
    isTextColumn(column) ? [mapTexts(column, (text) => cleanText(text, params))] : [column]
})
