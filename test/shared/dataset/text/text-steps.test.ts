import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { resolveStep, transformCatalogue } from '../../../../src/shared/dataset/transforms/catalogue.ts'
import { allRows, rowsOf, textColumn, textsOf, throughStep, wordsOf } from './text-columns.ts'
import '../../../../src/studio/dataset/open-word-cutter.ts'

const reference = z
  .object({
    cases: z.array(
      z.object({
        name: z.string(),
        texts: z.array(z.string()),
        trainCount: z.int(),
        by: z.enum(['spaces', 'characters']),
        longestRun: z.int(),
        minTexts: z.int(),
        dampens: z.boolean(),
        terms: z.array(z.string()),
        tfIdf: z.array(z.array(z.number())),
        counts: z.array(z.array(z.number()))
      })
    )
  })
  .parse(JSON.parse(readFileSync(new URL('../../../fixtures/text.json', import.meta.url), 'utf8')))

describe.each(reference.cases)('$name, as scikit-learn weighs them', (found) => {
  const { texts, trainCount, by, longestRun, minTexts, dampens, terms } = found
  const words = throughStep(textColumn(texts), 'segmentText', { by }).column
  const train = allRows(trainCount)

  /** The reference lists terms in another order. */
  const expected = (rows: readonly (readonly number[])[], elements: readonly string[]): number[][] =>
    rows.map((row) => elements.map((element) => row[terms.indexOf(element.slice('text='.length))] ?? NaN))

  it('TF-IDF', () => {
    const { column } = throughStep(words, 'tfIdf', { longestRun, minTexts, dampens }, train)
    if (column.kind !== 'vector') throw new Error(column.kind)
    expect(new Set(column.elements)).toEqual(new Set(terms.map((term) => `text=${term}`)))
    const wanted = expected(found.tfIdf, column.elements)
    rowsOf(column).forEach((row, index) => {
      row.forEach((value, at) => expect(value).toBeCloseTo(wanted[index]?.[at] ?? NaN, 6))
    })
  })

  it('word counts', () => {
    const { column } = throughStep(words, 'bagOfWords', { longestRun, minTexts }, train)
    if (column.kind !== 'vector') throw new Error(column.kind)
    expect(rowsOf(column)).toEqual(expected(found.counts, column.elements))
  })
})

describe('Clean text', () => {
  it.each([
    ['<p>Hello&nbsp;&amp; <b>welcome</b></p>', 'Hello & welcome'],
    ['<script>alert("x")</script>safe<style>p{}</style>', 'safe'],
    ['see https://example.org/a?b=c，再见', 'see ，再见'],
    ['a\u0000b\u202Ec\u200Bd', 'abcd'],
    ['a \t b\r\n\r\n\n c', 'a b\nc'],
    ['3 < 4 and 5 > 2', '3 < 4 and 5 > 2'],
    ['&#x4F60;&#22909; &#xD800;', '你好 \uFFFD'],
    ['half \ud83d of a pair', 'half \uFFFD of a pair']
  ])('%j becomes %j', (text, cleaned) => {
    expect(textsOf(throughStep(textColumn([text]), 'cleanText').column)).toEqual([cleaned])
  })

  it('brings full and half width together', () => {
    const column = textColumn(['ＡＢＣ　１２３！', 'ABC 123!'])
    expect(textsOf(throughStep(column, 'cleanText', { width: 'half' }).column)).toEqual([
      'ABC 123!',
      'ABC 123!'
    ])
    expect(textsOf(throughStep(column, 'cleanText', { width: 'full' }).column)[1]).toBe('ＡＢＣ １２３！')
  })

  it('leaves a missing text missing', () => {
    expect(textsOf(throughStep(textColumn(['a', null]), 'cleanText').column)).toEqual(['a', null])
  })
})

it('writes in small letters the same in every language of the computer', () => {
  expect(textsOf(throughStep(textColumn(['TITLE İI', 'title ii']), 'lowerCase').column)).toEqual([
    'TITLE İI'.toLowerCase(),
    'title ii'
  ])
})

it('writes what looks the same with the same characters', () => {
  const column = textColumn(['e\u0301ﬁ', 'éﬁ'])
  expect(textsOf(throughStep(column, 'normalizeUnicode').column)).toEqual(['éﬁ', 'éﬁ'])
  expect(textsOf(throughStep(column, 'normalizeUnicode', { form: 'NFKC' }).column)).toEqual(['éfi', 'éfi'])
})

describe('Cut into words', () => {
  it.each([
    [
      'spaces',
      "Don't stop, Anna-Maria: 3.14 €!",
      ["Don't", 'stop', ',', 'Anna-Maria', ':', '3.14', '€', '!']
    ],
    ['characters', '春 眠。😀', ['春', '眠', '。', '😀']],
    ['words', '我来到北京清华大学', ['我', '来到', '北京', '清华大学']],
    ['spaces', '', []]
  ] as const)('by %s: %j', (by, text, words) => {
    expect(wordsOf(throughStep(textColumn([text]), 'segmentText', { by }).column)).toEqual([words])
  })

  it('keeps blanks and line ends where they are to be generated', () => {
    const params = { by: 'characters', keepsSpaces: true }
    expect(wordsOf(throughStep(textColumn(['a b\nc']), 'segmentText', params).column)).toEqual([
      ['a', ' ', 'b', '\n', 'c']
    ])
  })

  it('leaves punctuation out when asked', () => {
    const params = { by: 'characters', keepsPunctuation: false }
    expect(wordsOf(throughStep(textColumn(['春，晓。']), 'segmentText', params).column)).toEqual([
      ['春', '晓']
    ])
  })

  it('cuts by the longest words that jieba found in the training rows, and by nothing else', () => {
    const texts = ['我来到北京清华大学', '北京清华大学很大', '清华大学图书馆图书馆']
    const params = { by: 'longestMatch', minCount: 2 }
    const { column, state } = throughStep(textColumn(texts), 'segmentText', params, allRows(2))
    expect(state).toEqual({ words: ['北京', '清华大学'] })
    expect(wordsOf(column)).toEqual([
      ['我', '来', '到', '北京', '清华大学'],
      ['北京', '清华大学', '很', '大'],
      ['清华大学', '图', '书', '馆', '图', '书', '馆']
    ])
  })
})

it('takes stop words out whatever their capitals, and the person’s own', () => {
  const words = throughStep(textColumn(['The cat of Tom']), 'segmentText').column
  const { column } = throughStep(words, 'stopWords', { own: 'tom, jerry' })
  expect(wordsOf(column)).toEqual([['cat']])
  const chinese = throughStep(textColumn(['我们 的 猫']), 'segmentText').column
  expect(wordsOf(throughStep(chinese, 'stopWords', { list: 'chinese' }).column)).toEqual([['猫']])
})

describe('Vocabulary', () => {
  const texts = ['b a b c', 'b a d', 'e e e e']
  const words = throughStep(textColumn(texts), 'segmentText').column

  it('numbers the words of the training rows, the most frequent first, and calls the others unknown', () => {
    const { column, state } = throughStep(words, 'vocabulary', {}, allRows(2))
    expect(state).toEqual({ tokens: ['<pad>', '<unk>', 'b', 'a', 'c', 'd'], coverage: 1 })
    expect(wordsOf(column)[2]).toEqual(['<unk>', '<unk>', '<unk>', '<unk>'])
  })

  it('says what share of the training text it covers', () => {
    const { state } = throughStep(words, 'vocabulary', { size: 4 }, allRows(2))
    expect(state).toEqual({ tokens: ['<pad>', '<unk>', 'b', 'a'], coverage: 5 / 7 })
  })

  it('marks the ends of each text', () => {
    const { column } = throughStep(words, 'vocabulary', { marksEnds: true })
    expect(wordsOf(column)[1]).toEqual(['<start>', 'b', 'a', 'd', '<end>'])
  })

  it('does not take a word of the text for a special token', () => {
    const cut = throughStep(textColumn(['< pad > <pad>']), 'segmentText', { by: 'spaces' }).column
    const { state } = throughStep(cut, 'vocabulary')
    expect(state).toMatchObject({ tokens: ['<pad>', '<unk>', '<', '>', 'pad'] })
  })

  it.each([
    ['a vocabulary of one', ['x x x'], 1, 'a vocabulary of one'],
    ['no word often enough', ['x y z'], 5, 'at least 5 times']
  ])('refuses %s', (_, found, minCount, said) => {
    const cut = throughStep(textColumn(found), 'segmentText').column
    const params = { size: 10, minCount, marksEnds: false, keepsMask: false }
    const fitted = transformCatalogue.vocabulary.fit(cut, allRows(1), params)
    expect(fitted.ok ? '' : fitted.problem.code).toBe('dataset/vocabulary-empty')
    expect(fitted.ok ? '' : fitted.problem.message).toContain(said)
  })
})

describe('Pad or cut', () => {
  const tokens = throughStep(
    throughStep(textColumn(['a b c d', 'b', null]), 'segmentText').column,
    'vocabulary'
  ).column

  it.each([
    [{ length: 3 }, [3, 2, 4], [2, 0, 0]],
    [{ length: 3, fillAt: 'start' }, [3, 2, 4], [0, 0, 2]],
    [{ length: 3, cutAt: 'start' }, [2, 4, 5], [2, 0, 0]]
  ])('%j', (params, long, short) => {
    const { column, state } = throughStep(tokens, 'padSequence', params)
    expect(rowsOf(column)).toEqual([long, short, [0, 0, 0]])
    expect(state).toMatchObject({ longest: 4, wholeShare: 0.5 })
  })
})

it('resolves every text step with its default settings', () => {
  for (const kind of Object.keys(transformCatalogue)) {
    expect(resolveStep({ id: 'a', kind, columns: 'all', params: {} }).ok).toBe(true)
  }
})
