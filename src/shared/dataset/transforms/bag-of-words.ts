import { z } from 'zod'
import { fail, ok } from '../../core/checked.ts'
import { choice, integer } from '../../core/params.ts'
import { problem } from '../../problems/catalogue.ts'
import { isTokenColumn } from '../text/map-texts.ts'
import { chooseTerms, weighRows } from '../text/n-grams.ts'
import { defineColumnTransform } from '../transform-definition.ts'

const countLabels = {
  count: { en: 'How often', zh: '出现次数' },
  presence: { en: 'Whether at all', zh: '是否出现' }
}

/**
 * Replaces each text by how often each term stands in it.
 *
 * Input     a column of words
 * Output    one number for each term, 0 or 1 with 'presence'; all zeros for a text without a known term
 * Problems  dataset/vocabulary-empty   no term stands in enough texts
 * Source    scikit-learn 1.9, CountVectorizer
 */
export const bagOfWords = defineColumnTransform({
  kind: 'bagOfWords',
  title: { en: 'Word counts', zh: '词频' },
  icon: 'tally-5',
  docs: {
    summary: {
      en: 'Turns each text into one number for each term: how often it stands there. The order of words is lost.',
      zh: '把每段文本变成一组数字：每个词在其中出现了多少次。词的先后顺序会丢失。'
    },
    usual: {
      en: 'For short texts of like length. TF-IDF is usually better where lengths differ.',
      zh: '适合长度相近的短文本。长度不一时通常 TF-IDF 更好。'
    }
  },
  params: {
    maxTerms: integer({ label: { en: 'Most terms', zh: '最多词数' }, min: 2, max: 50_000, default: 2000 }),
    longestRun: integer({
      label: { en: 'Longest run of words', zh: '最长连续词数' },
      help: { en: '2 also takes pairs of neighbouring words.', zh: '取 2 时还包括相邻两个词的组合。' },
      min: 1,
      max: 5,
      default: 1
    }),
    minTexts: integer({
      label: { en: 'Least number of texts', zh: '最少出现的文本数' },
      min: 1,
      max: 1000,
      default: 2
    }),
    counting: choice({
      label: { en: 'Count', zh: '计数方式' },
      options: ['count', 'presence'],
      optionLabels: countLabels,
      default: 'count'
    })
  },
  describe: ({ maxTerms }) => ({ en: `up to ${maxTerms} terms`, zh: `最多 ${maxTerms} 个词` }),
  accepts: ['words'],
  acceptsWith: () => ['words'],
  gives: () => 'vector',
  fittedSchema: z.strictObject({ terms: z.array(z.string()) }),

  fit(column, rows, params) {
    if (!isTokenColumn(column)) return ok({ terms: [] })
    const { terms } = chooseTerms(column, rows, params)
    if (terms.length > 0) return ok({ terms: [...terms] })
    return fail(
      problem('dataset/vocabulary-empty', { column: column.name, count: 0, minCount: params.minTexts })
    )
  },

  apply(column, { terms }, { longestRun, counting }) {
    if (!isTokenColumn(column)) return [column]
    const numbers = weighRows(column, terms, longestRun, (counts, target) => {
      for (const [place, count] of counts) target[place] = counting === 'presence' ? 1 : count
    })
    const elements = terms.map((term) => `${column.name}=${term}`)
    return [{ kind: 'vector', name: column.name, numbers, elements, words: null }]
  },

  report: ({ terms }) => ({ en: `${terms.length} terms`, zh: `${terms.length} 个词` })
})
