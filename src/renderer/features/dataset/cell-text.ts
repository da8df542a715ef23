import { showInLine } from '../../../shared/dataset/text/show-text.ts'
import type { PiecesCell } from '../../../shared/rpc/studio-api.ts'
import type { Locale } from '../../../shared/problems/words.ts'

const formats = new Map<string, Intl.NumberFormat>()

/** A formatter is dear to make and a table draws thousands of cells, so each is made once. */
function numberFormat(locale: Locale, decimals: number): Intl.NumberFormat {
  const key = `${locale} ${decimals}`
  const found = formats.get(key)
  if (found !== undefined) return found
  const format = new Intl.NumberFormat(locale === 'zh' ? 'zh-CN' : 'en', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals
  })
  formats.set(key, format)
  return format
}

/** A number in a column that keeps this many decimals; very small and very large ones in powers of ten. */
export function numberText(value: number, decimals: number, locale: Locale): string {
  const size = Math.abs(value)
  if (size >= 1e15 || (size > 0 && size < 1e-6)) return value.toExponential(2)
  return numberFormat(locale, decimals).format(value)
}

const isDate = (atMs: number): boolean => Number.isFinite(atMs) && Math.abs(atMs) <= 8.64e15

/** A date as ISO writes it, as many letters of it as tell a whole column apart: 10 the day, 16 the minute, 19 the second. */
export const dateText = (atMs: number, length: number): string =>
  isDate(atMs) ? new Date(atMs).toISOString().slice(0, length).replace('T', ' ') : ''

/** Letters of the ISO form that the most exact of some dates needs. */
export function dateLength(dates: readonly number[]): number {
  if (dates.every((atMs) => atMs % 86_400_000 === 0)) return 10
  return dates.every((atMs) => atMs % 60_000 === 0) ? 16 : 19
}

/** Tokens with their numbers, or terms with their weights, in one line. */
export const spellPieces = ({ pieces, moreCount }: PiecesCell): string =>
  pieces.map(({ text, id, weight }) => `${showInLine(text)} ${weight ?? id ?? ''}`.trim()).join(' · ') +
  (moreCount > 0 ? ` · … ${moreCount}` : '')
