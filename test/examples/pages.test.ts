import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readFigures } from '../../examples/figures-file.ts'
import { pagesFolder, templatePages } from '../../examples/template-pages.ts'
import { layerFor } from '../../src/shared/network/layers/catalogue.ts'
import { templates } from '../../src/shared/network/templates/catalogue.ts'
import { diagramOf } from '../../src/shared/network/templates/diagram.ts'

const figures = readFigures()
const pages = templatePages(figures)

describe('the pages of the templates', () => {
  it('are those in docs; `npm run templates -- --pages` writes them again', () => {
    const kept = Object.fromEntries(
      readdirSync(pagesFolder).map((name) => [name, readFileSync(join(pagesFolder, name), 'utf8')])
    )
    expect(kept).toEqual(pages)
  })

  it.each(templates.filter(({ docs }) => docs !== undefined))(
    'tell all of $key in both languages',
    (template) => {
      const [figure] = figures.filter(({ template: key }) => key === template.key)
      if (figure === undefined || template.docs === undefined)
        throw new Error(`${template.key} was not measured.`)
      for (const [file, locale] of [
        [`${template.key}.md`, 'en'],
        [`${template.key}.zh.md`, 'zh']
      ] as const) {
        const page = pages[file] ?? ''
        expect(page).toContain(template.docs.network[locale])
        for (const change of template.docs.change) expect(page).toContain(change[locale])
        for (const { kind } of template.build(figure.data).nodes)
          expect(page).toContain(`| ${layerFor(kind)?.title ?? ''} |`)
      }
    }
  )

  it.each(figures)('draw $example with as many weights as were trained', (figure) => {
    const template = templates.find(({ key }) => key === figure.template)
    if (template === undefined) throw new Error(`There is no template ${figure.template}.`)
    const { layers } = diagramOf(template, figure.data)
    expect(layers.reduce((sum, { weightCount }) => sum + weightCount, 0)).toBe(figure.weightCount)
  })
})
