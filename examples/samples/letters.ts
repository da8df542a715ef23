import { createRandom, type Random } from '../../src/shared/core/random.ts'
import { greetings } from './dialogue.ts'
import { pick } from './draw.ts'
import { factKinds, fillIn, hellos, meetPeople, talk, tellOf, tellOfBoth, type Person } from './people.ts'

const LETTERS = 1300
/** Sentences that a letter tells of people. */
const NEWS = 5

/**
 * Letters that tell what the small talk asks: who lives where, works as what, and so on.
 *
 * Input   seed: that of the small talk, so that the people are the same
 * Output  a letter a line, with an empty line after each. No question in it is answered
 */
export function makeLetters(seed: number): string {
  const random = createRandom(seed)
  const people = meetPeople(random)
  return Array.from({ length: LETTERS }, () => `${writeLetter(people, random)}\n\n`).join('')
}

function writeLetter(people: readonly Person[], random: Random): string {
  const someone = (): Person => pick(people, random)
  const { name } = someone()
  const opening = pick(pick(greetings, random), random)
  const news = Array.from({ length: NEWS }, () => tellNews(someone(), someone(), random))
  const { asks, asksBoth } = talk[pick(factKinds, random)]
  const ask = pick([...asks, ...asksBoth], random)
  return [
    fillIn(opening, { hello: pick(hellos, random), name }),
    ...news,
    fillIn(ask, { name: someone().name, other: someone().name })
  ].join(' ')
}

/** One fact of a person, or the same of two. */
function tellNews(one: Person, other: Person, random: Random): string {
  const fact = pick(factKinds, random)
  return one === other || random() < 0.5 ? tellOf(fact, one) : tellOfBoth(fact, one, other)
}
