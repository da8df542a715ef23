import { formatNumber } from '../../text/format.ts'
import { language, t } from '../../text/text.svelte.ts'
import { tryText } from './try-text.ts'

/** How much an answer changes: points of a probability, or the value's own unit; always with its sign. */
export function changeAmount(change: number, isProbability: boolean): string {
  const sign = change > 0 ? '+' : '−'
  if (!isProbability) return sign + formatNumber(Math.abs(change))
  const points = new Intl.NumberFormat(language.locale === 'zh' ? 'zh-CN' : 'en', {
    maximumFractionDigits: 1
  })
  return t(tryText.points)(sign + points.format(Math.abs(change) * 100))
}
