import { createRandom, deriveSeed } from '../../core/random.ts'
import { maskIdOf, specialCount } from './special-tokens.ts'

/** Of the chosen tokens, so many are hidden behind the mask, and so many become a random word; the others stay. */
const MASKED_SHARE = 0.8
const RANDOM_SHARE = 0.1

/** A label that does not count: the token is not to be guessed. */
const NOT_ASKED = -1

export interface MaskSettings {
  readonly selectionRate: number
  /** Of the whole split; with `copy` and `row` it decides which tokens are chosen. */
  readonly seed: number
  readonly copy: number
  readonly row: number
  readonly words: readonly string[]
}

/**
 * Chooses tokens of one text to be guessed, and hides them.
 *
 * Input    tokens of one text, filled up at either end; special ones are never chosen
 * Output   round(selectionRate · words of the text) places, at least one where it has a word: of these 80 % hold the
 *          mask, 10 % a random word and 10 % what they held; labels are the true tokens there and −1 elsewhere
 * Throws   Error   the vocabulary keeps no token for the mask
 * Source   Devlin et al. (2018), arXiv:1810.04805, section 3.1; google-research/bert, create_pretraining_data.py
 */
export function maskText(
  tokens: Float32Array,
  { selectionRate, seed, copy, row, words }: MaskSettings
): { readonly shown: Float32Array; readonly labels: Float32Array } {
  const mask = maskIdOf(words)
  if (mask === undefined) throw new Error('The vocabulary keeps no token for the mask.')
  const firstWord = specialCount(words)
  const random = createRandom(deriveSeed(seed, 'mask', copy, row))
  const places: number[] = []
  for (const [place, token] of tokens.entries()) if (token >= firstWord) places.push(place)
  const shown = tokens.slice()
  const labels = new Float32Array(tokens.length).fill(NOT_ASKED)
  const count = places.length === 0 ? 0 : Math.max(1, Math.round(places.length * selectionRate))
  for (let chosen = 0; chosen < count; chosen += 1) {
    // The first steps of Fisher and Yates: each set of places is equally likely.
    const other = chosen + Math.floor(random() * (places.length - chosen))
    const place = places[other] ?? 0
    places[other] = places[chosen] ?? 0
    labels[place] = tokens[place] ?? NOT_ASKED
    const drawn = random()
    if (drawn < MASKED_SHARE) shown[place] = mask
    else if (drawn < MASKED_SHARE + RANDOM_SHARE)
      shown[place] = firstWord + Math.floor(random() * (words.length - firstWord))
  }
  return { shown, labels }
}
