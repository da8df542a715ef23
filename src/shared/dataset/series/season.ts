/** Seasons longer than this are not looked for. */
const LONGEST = 400
/** A weaker likeness is as often chance. */
const WEAKEST = 0.2

/**
 * Autocorrelation of a series at lags 0, 1, 2 …, after its straight line was taken off.
 *
 * Output  r(k) = Σ (y_t - ȳ)(y_{t+k} - ȳ) / Σ (y_t - ȳ)², the biased estimate; all 0 where nothing is left of the series
 * Source  Box, Jenkins, Reinsel, Time Series Analysis, 2.1; the same as statsmodels 0.15, acf(detrend(y), adjusted=False)
 */
export function autocorrelation(values: ArrayLike<number>, lagCount: number): Float64Array {
  const rest = withoutTrend(values)
  const squares = rest.reduce((sum, value) => sum + value * value, 0)
  return Float64Array.from({ length: lagCount + 1 }, (_, lag) => {
    if (squares === 0) return 0
    let sum = 0
    for (let at = lag; at < rest.length; at += 1) sum += (rest[at] ?? 0) * (rest[at - lag] ?? 0)
    return sum / squares
  })
}

function withoutTrend(values: ArrayLike<number>): Float64Array {
  const { length } = values
  const middle = (length - 1) / 2
  let [mean, slope, spread] = [0, 0, 0]
  for (let at = 0; at < length; at += 1) mean += (values[at] ?? 0) / length
  for (let at = 0; at < length; at += 1) {
    slope += (at - middle) * ((values[at] ?? 0) - mean)
    spread += (at - middle) ** 2
  }
  const rise = spread > 0 ? slope / spread : 0
  return Float64Array.from({ length }, (_, at) => (values[at] ?? 0) - mean - rise * (at - middle))
}

/**
 * After how many rows series repeat: the lag of the highest peak of their mean autocorrelation.
 *
 * Input   the training rows of each series
 * Output  at least two of them fit into the shortest series; 1 where no peak is higher than chance
 */
export function findSeason(series: readonly ArrayLike<number>[]): number {
  const shortest = series.reduce((least, { length }) => Math.min(least, length), Infinity)
  const longest = Math.min(LONGEST, Math.floor(shortest / 2) - 1)
  if (!(longest >= 2)) return 1
  const each = series.map((values) => autocorrelation(values, longest + 1))
  const likeness = each.reduce(
    (sum, one) => sum.map((value, lag) => value + (one[lag] ?? 0) / each.length),
    new Float64Array(longest + 2)
  )
  const chance = Math.max(WEAKEST, 2 / Math.sqrt(shortest))
  let best = 1
  for (let lag = 2; lag <= longest; lag += 1) {
    const here = likeness[lag] ?? 0
    const isPeak = here > (likeness[lag - 1] ?? 0) && here >= (likeness[lag + 1] ?? 0)
    if (isPeak && here > chance && (best === 1 || here > (likeness[best] ?? 0))) best = lag
  }
  return best
}

/**
 * What repeating the last season says of the value `ahead` rows after the last known one, 0 being the next.
 *
 * Input   values up to `known` (excluded)
 * Output  undefined where there is not yet a whole season
 */
export function seasonalNaive(
  values: ArrayLike<number>,
  { known, ahead, season }: { readonly known: number; readonly ahead: number; readonly season: number }
): number | undefined {
  return known < season ? undefined : values[known - season + (ahead % season)]
}

/**
 * Mean absolute error of repeating the value one season before, within the training rows: what MASE divides by.
 *
 * Output  null where there are no two seasons, or it is 0
 * Source  Hyndman and Koehler, Another look at measures of forecast accuracy, 2006
 */
export function naiveErrorOf(values: ArrayLike<number>, season: number): number | null {
  let sum = 0
  for (let at = season; at < values.length; at += 1)
    sum += Math.abs((values[at] ?? 0) - (values[at - season] ?? 0))
  const error = sum / (values.length - season)
  return values.length > season && error > 0 ? error : null
}
