/** Cuts a text into words, as jieba does for Chinese. */
export type WordCutter = (text: string) => readonly string[]

let provided: (() => WordCutter) | undefined

/**
 * Gives this process its word cutter. The dictionary is a native package, which this folder may not load; a process
 * that has none, such as a predictor elsewhere, is told so by a problem of its own.
 */
export function provideWordCutter(open: () => WordCutter): void {
  let opened: WordCutter | undefined
  provided = () => (opened ??= open())
}

/** The word cutter; undefined where this process has none. */
export const wordCutter = (): WordCutter | undefined => provided?.()
