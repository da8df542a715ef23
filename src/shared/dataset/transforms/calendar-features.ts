import { z } from 'zod'
import { ok } from '../../core/checked.ts'
import { toggle } from '../../core/params.ts'
import type { Column } from '../column.ts'
import { defineColumnTransform } from '../transform-definition.ts'

const DAY = 86_400_000
/** 1 January 1970 was a Thursday; weeks begin on Monday. */
const FIRST_WEEKDAY = 3

/** The share of a cycle that has passed at a moment, from 0 up to 1. */
const cycles = {
  hourOfDay: (time: number) => modulo(time, DAY) / DAY,
  dayOfWeek: (time: number) => modulo(Math.floor(time / DAY) + FIRST_WEEKDAY, 7) / 7,
  monthOfYear: (time: number) => new Date(time).getUTCMonth() / 12
} as const

const modulo = (value: number, divisor: number): number => ((value % divisor) + divisor) % divisor

/**
 * Reads the clock and the calendar off a column of dates.
 *
 * Input   a date column (milliseconds since 1970, UTC)
 * Output  for each chosen cycle two number columns, sin and cos of 2π · the share of the cycle that has passed, so that
 *         Sunday and Monday, or December and January, are neighbours; NaN where the date is missing
 */
export const calendarFeatures = defineColumnTransform({
  kind: 'calendarFeatures',
  title: { en: 'Calendar', zh: '日历特征' },
  icon: 'calendar',
  docs: {
    summary: {
      en: 'Makes numbers of the time column: time of day, day of the week and month, each as sine and cosine, so that the end of a cycle stands beside its beginning.',
      zh: '由时间列得出数值：一天中的时刻、星期几和月份，各用正弦和余弦表示，使周期的结尾与开头相邻。'
    },
    usual: {
      en: 'For series with a daily, weekly or yearly rhythm. Leave out cycles that are shorter than the step between rows.',
      zh: '适合有日、周或年规律的序列。比行间隔更短的周期可以不选。'
    }
  },
  params: {
    hourOfDay: toggle({
      label: { en: 'Time of day', zh: '时刻' },
      help: { en: 'For rows closer than a day.', zh: '用于间隔小于一天的行。' },
      default: false
    }),
    dayOfWeek: toggle({
      label: { en: 'Day of the week', zh: '星期几' },
      help: { en: 'For rows closer than a week.', zh: '用于间隔小于一周的行。' },
      default: true
    }),
    monthOfYear: toggle({
      label: { en: 'Month', zh: '月份' },
      help: { en: 'For data of more than a year.', zh: '用于跨度超过一年的数据。' },
      default: true
    })
  },
  describe(params) {
    const named = {
      hourOfDay: { en: 'time of day', zh: '时刻' },
      dayOfWeek: { en: 'weekday', zh: '星期' },
      monthOfYear: { en: 'month', zh: '月份' }
    }
    const chosen = chosenCycles(params).map((cycle) => named[cycle])
    if (chosen.length === 0) return { en: 'none', zh: '无' }
    return { en: chosen.map(({ en }) => en).join(', '), zh: chosen.map(({ zh }) => zh).join('、') }
  },
  accepts: ['date'],
  acceptsWith: () => ['date'],
  gives: () => 'number',
  fittedSchema: z.strictObject({}),
  fit: () => ok({}),
  apply(column, _fitted, params) {
    if (!('values' in column)) return [column]
    return chosenCycles(params).flatMap((cycle) => {
      const angles = column.values.map((time) => 2 * Math.PI * cycles[cycle](time))
      const part = (name: string, values: Float64Array): Column => ({
        kind: 'number',
        name: `${column.name} ${cycle} ${name}`,
        values
      })
      return [part('sin', angles.map(Math.sin)), part('cos', angles.map(Math.cos))]
    })
  }
})

type Cycle = keyof typeof cycles

const chosenCycles = (params: Readonly<Record<Cycle, boolean>>): Cycle[] =>
  (Object.keys(cycles) as Cycle[]).filter((cycle) => params[cycle])
