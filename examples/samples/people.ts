import type { Random } from '../../src/shared/core/random.ts'
import { pick } from './draw.ts'

const names = (
  'Anna Ben Clara David Emma Felix Grace Henry Iris Jack Kate Leo Mia Noah Olga Paul Rosa Sam Tina Victor Wendy Yusuf ' +
  'Zoe Hana Omar Lucy'
).split(' ')

/** What is known of everyone: of each kind of fact a person has one. */
const facts = {
  city: 'Oslo Rome Paris Cairo Lima Delhi Tokyo Madrid Vienna Dublin Athens Prague'.split(' '),
  job: 'baker,teacher,nurse,pilot,farmer,painter,lawyer,doctor,cook,driver,writer,gardener'.split(','),
  food: 'soup,rice,bread,fish,cheese,noodles,pancakes,salad,curry,pasta,beans,dumplings'.split(','),
  color: 'red,blue,green,yellow,white,black,purple,orange'.split(','),
  pet: 'a cat,a dog,a parrot,a rabbit,a horse,a turtle,a goat,two fish'.split(','),
  hobby: 'chess,football,swimming,dancing,reading,singing,cycling,knitting,climbing,photography'.split(','),
  day: 'Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday'.split(','),
  drink: 'tea,coffee,milk,water,juice,cocoa'.split(',')
} as const
export type Fact = keyof typeof facts
export type Person = Readonly<Record<Fact | 'name', string>>

interface Talk {
  readonly asks: readonly string[]
  readonly tells: string
  /** Of two people at once. */
  readonly asksBoth: readonly string[]
}

/** For each kind of fact, how it is asked for and how it is told; {name} and {it} are filled in. */
export const talk: Readonly<Record<Fact, Talk>> = {
  city: {
    asks: [
      'Where does {name} live?',
      'In which city does {name} live?',
      'What city is {name} from?',
      'Where can I find {name}?',
      'Do you know where {name} lives?'
    ],
    tells: '{name} lives in {it}.',
    asksBoth: ['Where do {name} and {other} live?', 'In which cities do {name} and {other} live?']
  },
  job: {
    asks: [
      'What does {name} do?',
      'What is the job of {name}?',
      'How does {name} earn a living?',
      'What kind of work does {name} do?',
      'Tell me the job of {name}.'
    ],
    tells: '{name} works as a {it}.',
    asksBoth: ['What do {name} and {other} do?', 'What are the jobs of {name} and {other}?']
  },
  food: {
    asks: [
      'What does {name} like to eat?',
      'What food does {name} like best?',
      'What should I cook for {name}?',
      'What does {name} eat most of all?',
      'Which dish makes {name} happy?'
    ],
    tells: '{name} likes {it} best.',
    asksBoth: ['What do {name} and {other} like to eat?', 'What should I cook for {name} and {other}?']
  },
  color: {
    asks: [
      'What color does {name} like?',
      'What is the favorite color of {name}?',
      'Which color should the gift for {name} have?',
      'In what color does {name} paint the house?',
      'Which color does {name} wear most?'
    ],
    tells: 'The favorite color of {name} is {it}.',
    asksBoth: ['What colors do {name} and {other} like?', 'Which colors are best for {name} and {other}?']
  },
  pet: {
    asks: [
      'What kind of pet does {name} have?',
      'What pet does {name} have?',
      'Which animal lives with {name}?',
      'What animal does {name} keep?',
      'Tell me about the pet of {name}.'
    ],
    tells: '{name} has {it}.',
    asksBoth: ['What pets do {name} and {other} have?', 'Which animals live with {name} and {other}?']
  },
  hobby: {
    asks: [
      'What does {name} do after work?',
      'What is the hobby of {name}?',
      'How does {name} spend free time?',
      'What does {name} enjoy most?',
      'What is {name} good at?'
    ],
    tells: '{name} enjoys {it}.',
    asksBoth: ['What do {name} and {other} do after work?', 'What are the hobbies of {name} and {other}?']
  },
  day: {
    asks: [
      'When can we meet {name}?',
      'On which day is {name} free?',
      'When does {name} have time?',
      'Which day is best for {name}?',
      'When is {name} at home?'
    ],
    tells: '{name} is free on {it}.',
    asksBoth: ['When can we meet {name} and {other}?', 'On which days are {name} and {other} free?']
  },
  drink: {
    asks: [
      'What does {name} drink?',
      'What would {name} like to drink?',
      'What can I bring {name} to drink?',
      'Tea or coffee for {name}?',
      'What does {name} drink in the morning?'
    ],
    tells: '{name} drinks {it}.',
    asksBoth: ['What do {name} and {other} drink?', 'What can I bring {name} and {other} to drink?']
  }
}

export const hellos = ['Hello', 'Hi', 'Good morning', 'Good evening', 'Hey']
export const fillIn = (pattern: string, words: Readonly<Record<string, string>>): string =>
  pattern.replace(/\{(\w+)\}/gu, (_, key: string) => words[key] ?? '')

/** Everyone has every fact, and two who share one share hardly another. */
export function meetPeople(random: Random): readonly Person[] {
  return names.map((name) => {
    const known = Object.entries(facts).map(([fact, values]) => [fact, pick(values, random)])
    return { name, ...Object.fromEntries(known) } as Person
  })
}

/** One fact of a person as a sentence: Ben lives in Oslo. */
export const tellOf = (fact: Fact, person: Person): string =>
  fillIn(talk[fact].tells, { name: person.name, it: person[fact] })

/** The same fact of two in one sentence: Ben lives in Oslo and Mia lives in Rome. */
export const tellOfBoth = (fact: Fact, one: Person, other: Person): string =>
  `${tellOf(fact, one).slice(0, -1)} and ${tellOf(fact, other).replace(/^The/u, 'the')}`

/** The kinds of facts, as they are asked for. */
export const factKinds = Object.keys(talk) as readonly Fact[]
