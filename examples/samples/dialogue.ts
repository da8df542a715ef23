import { createRandom, permutation } from '../../src/shared/core/random.ts'
import { toCsv } from './csv.ts'
import { pick } from './draw.ts'
import { factKinds, fillIn, hellos, meetPeople, talk, tellOf, tellOfBoth } from './people.ts'

export const greetings: readonly (readonly [ask: string, tell: string])[] = [
  ['{hello}, my name is {name}.', 'Nice to meet you, {name}!'],
  ['{hello}, I am {name}.', 'Nice to meet you, {name}!'],
  ['{hello}, this is {name}. How are you?', 'I am fine, thank you, {name}. How are you?'],
  ['Goodbye, {name} has to go.', 'Goodbye, {name}, see you soon!']
]

/** Pairs of people who are asked for together. */
const TOGETHER = 1500

/**
 * Small talk about people who do not exist.
 *
 * Output  a table of question and answer: each fact is asked for in several ways, so that a question that was left out of
 *         training can be answered from the others
 */
export function makeDialogue(seed: number): string {
  const random = createRandom(seed)
  const people = meetPeople(random)
  const rows: [question: string, answer: string][] = []
  for (const person of people) {
    for (const fact of factKinds) {
      const { asks } = talk[fact]
      const answer = tellOf(fact, person)
      for (const ask of asks) rows.push([fillIn(ask, { name: person.name }), answer])
      const ask = pick(asks, random)
      rows.push([`${pick(hellos, random)}! ${fillIn(ask, { name: person.name })}`, answer])
    }
    for (const hello of hellos)
      for (const [ask, tell] of greetings) {
        const words = { hello, name: person.name }
        rows.push([fillIn(ask, words), fillIn(tell, words)])
      }
  }
  for (let count = 0; count < TOGETHER; count += 1) {
    const fact = pick(factKinds, random)
    const [one, other] = [pick(people, random), pick(people, random)]
    if (one === other) continue
    const ask = pick(talk[fact].asksBoth, random)
    rows.push([fillIn(ask, { name: one.name, other: other.name }), tellOfBoth(fact, one, other)])
  }
  const unique = [...new Map(rows).entries()]
  return toCsv(
    ['question', 'answer'],
    Array.from(permutation(unique.length, random), (at) => unique[at] ?? ['', ''])
  )
}
