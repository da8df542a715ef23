import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { templateFigures, type TemplateFigure } from '../src/shared/template-figures.ts'
import { examples } from './catalogue.ts'
import { figuresPage } from './figures-page.ts'
import { writeTemplatePages } from './template-pages.ts'

const root = join(import.meta.dirname, '..')
export const figuresFile = join(root, 'resources/templates/figures.json')
export const figuresPageFile = join(root, 'docs/templates.md')

/** What was measured last, in the order of the catalogue. */
export const readFigures = (): readonly TemplateFigure[] =>
  existsSync(figuresFile) ? templateFigures.parse(JSON.parse(readFileSync(figuresFile, 'utf8'))) : []

/** Puts new figures in the place of old ones of the same examples, and writes the page again. */
export function keepFigures(measured: readonly TemplateFigure[]): void {
  const known = readFigures()
  const figures = examples.flatMap(({ key }) => {
    const isOf = ({ example }: TemplateFigure): boolean => example === key
    return measured.find(isOf) ?? known.find(isOf) ?? []
  })
  mkdirSync(dirname(figuresFile), { recursive: true })
  writeFileSync(figuresFile, `${JSON.stringify(figures, null, 2)}\n`)
  writePages(figures)
}

/** Everything in docs that follows from the figures and the definitions of the templates. */
export function writePages(figures: readonly TemplateFigure[]): void {
  writeFileSync(figuresPageFile, figuresPage(figures))
  writeTemplatePages(figures)
}
