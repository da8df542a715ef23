import type { Both } from '../../text/text.svelte.ts'

/** Names of the edits of the Data stage, as "Undo: …" says them. */
export const editNames = {
  role: (column: string, role: Both<string>): Both<string> => ({
    en: `${column}: ${role.en.toLowerCase()}`,
    zh: `${column}：${role.zh}`
  }),
  kind: (column: string, kind: Both<string>): Both<string> => ({
    en: `read ${column} as ${kind.en}`,
    zh: `将 ${column} 视为${kind.zh}`
  }),
  target: (column: string): Both<string> => ({ en: `target ${column}`, zh: `目标设为 ${column}` }),
  task: (isClassification: boolean): Both<string> =>
    isClassification ? { en: 'predict a class', zh: '预测类别' } : { en: 'predict a number', zh: '预测数值' },
  textTask: (isMasked: boolean): Both<string> =>
    isMasked
      ? { en: 'guess hidden words', zh: '猜被遮住的词' }
      : { en: 'go on with the text', zh: '续写文本' },
  forecast: { en: 'forecast', zh: '预测未来' } as Both<string>,
  pairs: { en: 'learn answers', zh: '学习回答' } as Both<string>,
  addStep: (title: Both<string>): Both<string> => ({
    en: `add step “${title.en}”`,
    zh: `添加步骤“${title.zh}”`
  }),
  removeStep: (title: Both<string>): Both<string> => ({
    en: `remove step “${title.en}”`,
    zh: `删除步骤“${title.zh}”`
  }),
  moveStep: (title: Both<string>): Both<string> => ({
    en: `move step “${title.en}”`,
    zh: `移动步骤“${title.zh}”`
  }),
  stepColumns: (title: Both<string>): Both<string> => ({
    en: `columns of “${title.en}”`,
    zh: `“${title.zh}”的列`
  }),
  stepParams: (title: Both<string>): Both<string> => ({
    en: `settings of “${title.en}”`,
    zh: `“${title.zh}”的设置`
  }),
  split: { en: 'split', zh: '划分' },
  fill: (column: string): Both<string> => ({ en: `fill ${column}`, zh: `填补 ${column}` })
} as const
