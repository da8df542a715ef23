import { textAndNumbers } from '../src/shared/network/templates/text-and-numbers.ts'
import type { DatasetSpec } from '../src/shared/dataset/dataset-spec.ts'
import { notReported, tokenSteps, type Example } from './example.ts'

const roles: Readonly<Record<string, DatasetSpec['columns'][number]['role']>> = {
  text: 'feature',
  author: 'feature',
  title: 'ignored'
}

/** The characters of a poem beside its author, each by an Input of its own. */
export const poemsWithAuthor: Example = {
  key: 'poems-with-author',
  title: { en: 'Tang or Song from characters and author, two inputs', zh: '用字与作者判断唐宋（两个输入）' },
  template: textAndNumbers,
  sample: 'chinese_poems.csv',
  target: 'dynasty',
  prepare: (suggested) => ({
    ...suggested,
    columns: suggested.columns.map((column) => ({ ...column, role: roles[column.name] ?? column.role })),
    steps: [
      ...tokenSteps('text', { by: 'characters', length: 64, minCount: 2 }),
      { id: 'step-author', kind: 'oneHot', columns: ['author'], params: {} }
    ]
  }),
  metric: 'macroRecall',
  bound: 0.8,
  beside: ['accuracy', 'macroF1'],
  documents: notReported
}
