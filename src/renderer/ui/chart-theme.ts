/** Colours of a chart, read from the theme in force. */
export interface ChartTheme {
  readonly text: string
  readonly quiet: string
  readonly line: string
  readonly axis: string
  readonly surface: string
  readonly good: string
  readonly goodSoft: string
  readonly font: string
  /** The chart colours `--c1` … `--c7`. */
  readonly colors: readonly string[]
}

export function readChartTheme(): ChartTheme {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim()
  return {
    text: token('text'),
    quiet: token('text-3'),
    line: token('line'),
    axis: token('line-strong'),
    surface: token('surface'),
    good: token('green'),
    goodSoft: token('green-soft'),
    font: token('font'),
    colors: [1, 2, 3, 4, 5, 6, 7].map((index) => token(`c${index}`))
  }
}

/** Calls back whenever the theme changes. Answers how to stop it. */
export function onThemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}
