import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { examples } from '../../examples/catalogue.ts'
import { figuresPageFile, readFigures } from '../../examples/figures-file.ts'
import { figuresPage } from '../../examples/figures-page.ts'
import { wanted } from '../../examples/figure-table.ts'
import { isMet } from '../../examples/measure.ts'

describe('the table of figures', () => {
  it('holds every example once, in the order of the catalogue, and each meets its bound', () => {
    const figures = readFigures()
    expect(figures.map(({ example }) => example)).toEqual(examples.map(({ key }) => key))
    for (const { example, metric, value, bound, isMet: isSaid } of figures)
      expect([example, isSaid, isMet(metric, value, bound)]).toEqual([example, true, true])
  })

  it('was measured with the bounds, the data and the templates that the examples ask for now', () => {
    const figures = readFigures()
    for (const { key, bound, sample, template, metric, documents } of examples) {
      const found = figures.find(({ example }) => example === key)
      expect(found).toMatchObject({ sample, template: template.key, metric, documents })
      if (typeof bound === 'number') expect(found?.bound).toBe(bound)
      else expect(found?.boundMetric).toBe(bound.metric)
    }
  })

  it('is the page in docs', () => {
    expect(readFileSync(figuresPageFile, 'utf8')).toBe(figuresPage(readFigures()))
  })

  it('says a missed bound', () => {
    const [figure] = readFigures()
    if (figure === undefined) throw new Error('There is no figure.')
    expect(isMet('mse', 0.021, 0.02)).toBe(false)
    expect(isMet('accuracy', 0.79, 0.8)).toBe(false)
    expect(isMet('accuracy', 0.8, 0.8)).toBe(true)
    expect(wanted({ ...figure, metric: 'perplexity', bound: 365, boundMetric: 'bigramPerplexity' })).toBe(
      '≤ 365 (perplexity of pairs)'
    )
    expect(figuresPage([{ ...figure, isMet: false }])).toContain('**no**')
  })
})
