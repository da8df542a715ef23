import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { templates } from '../src/shared/network/templates/catalogue.ts'
import type { TemplateFigure } from '../src/shared/template-figures.ts'
import { pageFiles, type Documented } from './template-page.ts'

export const pagesFolder = join(import.meta.dirname, '../docs/templates')

/** Every page of every template that has been measured, by file name. */
export function templatePages(figures: readonly TemplateFigure[]): Readonly<Record<string, string>> {
  const files = templates.flatMap((template) => {
    const [first, ...rest] = figures.filter((figure) => figure.template === template.key)
    if (template.docs === undefined || first === undefined) return []
    const documented: Documented = {
      template: { ...template, docs: template.docs },
      figures: [first, ...rest]
    }
    return [pageFiles(documented, 'en'), pageFiles(documented, 'zh')]
  })
  return Object.assign({}, ...files) as Record<string, string>
}

/** Writes all pages, and removes those of templates that are gone. */
export function writeTemplatePages(figures: readonly TemplateFigure[]): void {
  const pages = templatePages(figures)
  mkdirSync(pagesFolder, { recursive: true })
  for (const name of readdirSync(pagesFolder))
    if (!Object.hasOwn(pages, name)) rmSync(join(pagesFolder, name))
  for (const [name, text] of Object.entries(pages)) writeFileSync(join(pagesFolder, name), text)
}
