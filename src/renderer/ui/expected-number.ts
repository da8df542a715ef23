import { t } from '../text/text.svelte.ts'
import type { NumberLimits } from './parse-number.ts'

const words = {
  whole: { en: 'a whole number', zh: '整数' },
  number: { en: 'a number', zh: '数字' },
  between: {
    en: (low: number, high: number, kind: string) => `Enter ${kind} from ${low} to ${high}.`,
    zh: (low: number, high: number, kind: string) => `请输入 ${low} 到 ${high} 之间的${kind}。`
  },
  any: { en: (kind: string) => `Enter ${kind}.`, zh: (kind: string) => `请输入${kind}。` }
}

/** What a number field takes, said where something else was typed. */
export function expectedNumber({ min, max, isWhole }: NumberLimits): string {
  const kind = t(isWhole ? words.whole : words.number)
  return Number.isFinite(min) && Number.isFinite(max) ? t(words.between)(min, max, kind) : t(words.any)(kind)
}
