import { language } from './text.svelte.ts'

const tag = (): string => (language.locale === 'zh' ? 'zh-CN' : 'en')
const number = (value: number, options: Intl.NumberFormatOptions): string =>
  new Intl.NumberFormat(tag(), options).format(value)

/** Three significant figures, digits before the point never rounded away: 0.0941, 97.2, 1,257. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return language.locale === 'zh' ? '无' : 'none'
  if (value !== 0 && Math.abs(value) < 1e-4) return value.toExponential(2)
  const digitsBefore = Math.max(1, Math.floor(Math.log10(Math.abs(value) || 1)) + 1)
  return number(value, { maximumSignificantDigits: Math.max(3, digitsBefore) })
}

/** As many decimals for each number of a list, so that they line up. */
export const formatFixed = (value: number, decimals: number): string =>
  number(value, { minimumFractionDigits: decimals, maximumFractionDigits: decimals })

/** A count with thousands marks: 1,257. */
export const formatCount = (value: number): string => number(value, { maximumFractionDigits: 0 })

/** A large count in short: 225 k, 5.26 M. */
export function formatShort(value: number): string {
  if (Math.abs(value) < 10_000) return formatCount(value)
  if (language.locale === 'zh') return number(value, { notation: 'compact', maximumSignificantDigits: 3 })
  const [divisor, unit] = value >= 1e9 ? [1e9, 'G'] : value >= 1e6 ? [1e6, 'M'] : [1e3, 'k']
  return `${number(value / divisor, { maximumSignificantDigits: 3 })} ${unit}`
}

/** A share as a percentage with one decimal: 97.2 % (English with a thin space), 97.2%. */
export function formatPercent(share: number): string {
  const digits = number(share * 100, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  return language.locale === 'zh' ? `${digits}%` : `${digits}\u2009%`
}

/** A score from 0 to 1 with three decimals: 0.985. */
export const formatScore = (value: number): string =>
  number(value, { minimumFractionDigits: 3, maximumFractionDigits: 3 })

/** Bytes in decimal units: 12.4 MB. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  return `${number(bytes / 1000 ** step, { maximumSignificantDigits: 3 })} ${units[step] ?? 'B'}`
}

/** 420 ms, 7.8 s, 1 min 20 s, 2 h 5 min. */
export function formatDuration(ms: number): string {
  const isChinese = language.locale === 'zh'
  if (ms < 1000) return `${formatCount(ms)} ${isChinese ? '毫秒' : 'ms'}`
  const seconds = ms / 1000
  if (seconds < 60) return `${number(seconds, { maximumSignificantDigits: 2 })} ${isChinese ? '秒' : 's'}`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60)
    return `${minutes} ${isChinese ? '分' : 'min'} ${Math.floor(seconds % 60)} ${isChinese ? '秒' : 's'}`
  return `${Math.floor(minutes / 60)} ${isChinese ? '小时' : 'h'} ${minutes % 60} ${isChinese ? '分' : 'min'}`
}

export const formatDate = (atMs: number): string =>
  new Intl.DateTimeFormat(tag(), { day: 'numeric', month: 'short', year: 'numeric' }).format(atMs)

export const formatDateTime = (atMs: number): string =>
  new Intl.DateTimeFormat(tag(), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit'
  }).format(atMs)

/** How long ago, in words: 12 minutes ago, yesterday. */
export function formatAgo(atMs: number, nowMs: number): string {
  const format = new Intl.RelativeTimeFormat(tag(), { numeric: 'auto' })
  const minutes = Math.round((atMs - nowMs) / 60_000)
  if (Math.abs(minutes) < 60) return format.format(minutes, 'minute')
  const hours = Math.round(minutes / 60)
  if (Math.abs(hours) < 24) return format.format(hours, 'hour')
  const days = Math.round(hours / 24)
  return Math.abs(days) < 7 ? format.format(days, 'day') : formatDate(atMs)
}
