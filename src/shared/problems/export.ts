import { words } from './words.ts'

export const exportProblems = {
  'export/no-model': words<{ run: string }>({
    en: ({ run }) => ({
      message: `${run} has no trained model to export.`,
      fix: 'Choose a run that finished.'
    }),
    zh: ({ run }) => ({ message: `${run} 没有可导出的模型。`, fix: '请选择一个已完成的训练。' })
  })
} as const
