import type { ProjectSummary } from '../../../shared/rpc/project.ts'
import { t } from '../../text/text.svelte.ts'
import { text } from './text.ts'

/** What a project learns from, in short: "Images · 10 classes". */
export function dataText(data: ProjectSummary['data']): string {
  if (data === null) return t(text.noData)
  const kind = t(data.kind === 'images' ? text.images : text.table)
  return `${kind} · ${data.classCount === null ? t(text.number) : t(text.classes)(data.classCount)}`
}
