import type { ProjectSummary } from '../../../shared/rpc/project.ts'
import { t } from '../../text/text.svelte.ts'
import { text } from './text.ts'

/** What a project learns from, and what it learns, in short: "Images · 10 classes", "Text · what comes next". */
export function dataText(data: ProjectSummary['data']): string {
  if (data === null) return t(text.noData)
  if (data.task === 'generation') return `${t(text.text)} · ${t(text.nextToken)}`
  const kind = t(data.kind === 'images' ? text.images : text.table)
  if (data.task === 'forecast') return `${kind} · ${t(text.forecast)}`
  return `${kind} · ${data.classCount === null ? t(text.number) : t(text.classes)(data.classCount)}`
}
