import { t } from '../../text/text.svelte.ts'
import type { NetworkTarget } from './network.svelte.ts'
import { text } from './text.ts'

/** What the network is to say: `10 classes, 0 to 9`, `malignant or benign`, `a number: progression`, `the next 24 of demand`,
 * `the word after each`. */
export function targetText({ name, classes, horizon, words }: NetworkTarget): string {
  if (words !== undefined) return t(text.wordsOutput[words])
  if (horizon != null) return t(text.horizonOutput)(name, horizon)
  if (classes === null) return t(text.numberOutput)(name)
  const [first, second] = classes
  const last = classes.at(-1)
  if (first === undefined || last === undefined) return ''
  if (classes.length === 2 && second !== undefined) return t(text.twoClassOutput)(first, second)
  return t(text.classOutput)(classes.length, first, last)
}

/** The same where there are several targets, which are told apart by name: `species: 3 classes, setosa to virginica`. */
export const namedTargetText = (target: NetworkTarget): string =>
  target.classes === null ? targetText(target) : t(text.namedOutput)(target.name, targetText(target))

/** All that the network is to say. */
export const targetsText = (targets: readonly NetworkTarget[]): string =>
  targets.map(targets.length > 1 ? namedTargetText : targetText).join(t(text.targetSeparator))
