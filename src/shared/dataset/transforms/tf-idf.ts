import { z } from 'zod'
import { fail, ok } from '../../core/checked.ts'
import { integer, toggle } from '../../core/params.ts'
import { problem } from '../../problems/catalogue.ts'
import { isTokenColumn } from '../text/map-texts.ts'
import { chooseTerms, weighRows } from '../text/n-grams.ts'
import { defineColumnTransform } from '../transform-definition.ts'

/**
 * Replaces each text by one weight for each term: how often it comes there, less where it is common everywhere.
 *
 * Input     a column of words
 * Output    tf · idf with idf = ln((1 + texts) / (1 + texts with the term)) + 1, scaled to length 1 a row; all zeros for
 *           a text without a known term
 * Problems  dataset/vocabulary-empty   no term stands in enough texts
 * Source    scikit-learn 1.9, TfidfVectorizer(smooth_idf=True, norm='l2')
 */
export const tfIdf = defineColumnTransform({
  kind: 'tfIdf',
  title: { en: 'TF-IDF', zh: 'TF-IDF' },
  icon: 'scale',
  docs: {
    summary: {
      en: 'Turns each text into one number for each term: high where a term is frequent in this text but rare in others. The order of words is lost.',
      zh: '把每段文本变成一组数字，每个词对应一个：在该文本中常见、在其他文本中少见的词数值更大。词的先后顺序会丢失。'
    },
    usual: {
      en: 'For classifying with few texts: it trains in seconds and is hard to beat below a few thousand rows.',
      zh: '适合文本不多时的分类：几秒即可训练完，几千行以下很难被超越。'
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
    dampens: toggle({
      label: { en: 'Dampen repeats', zh: '弱化重复' },
      help: { en: 'Takes 1 + ln(count) instead of the count.', zh: '用 1 + ln(次数) 代替次数。' },
      default: true
    })
  },
  describe: ({ maxTerms, longestRun }) => ({
    en: `up to ${maxTerms} terms${longestRun > 1 ? `, runs of ${longestRun}` : ''}`,
    zh: `最多 ${maxTerms} 个词${longestRun > 1 ? `，连续 ${longestRun} 个` : ''}`
  }),
  accepts: ['words'],
  acceptsWith: () => ['words'],
  gives: () => 'vector',
  fittedSchema: z.strictObject({ terms: z.array(z.string()), weights: z.array(z.number()) }),

  fit(column, rows, choice) {
    if (!isTokenColumn(column)) return ok({ terms: [], weights: [] })
    const { terms, textCounts, rowCount } = chooseTerms(column, rows, choice)
    if (terms.length === 0) {
      const values = { column: column.name, count: 0, minCount: choice.minTexts }
      return fail(problem('dataset/vocabulary-empty', values))
    }
    return ok({
      terms: [...terms],
      weights: textCounts.map((count) => Math.log((1 + rowCount) / (1 + count)) + 1)
    })
  },

  apply(column, { terms, weights }, { longestRun, dampens }) {
    if (!isTokenColumn(column)) return [column]
    const numbers = weighRows(column, terms, longestRun, (counts, target) => {
      let squares = 0
      for (const [place, count] of counts) {
        const weight = (dampens ? 1 + Math.log(count) : count) * (weights[place] ?? 0)
        target[place] = weight
        squares += weight * weight
      }
      const length = Math.sqrt(squares)
      for (const place of counts.keys()) target[place] = (target[place] ?? 0) / length
    })
    const elements = terms.map((term) => `${column.name}=${term}`)
    return [{ kind: 'vector', name: column.name, numbers, elements, words: null }]
  },

  report: ({ terms }) => ({ en: `${terms.length} terms`, zh: `${terms.length} 个词` })
})
