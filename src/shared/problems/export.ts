import { words } from './words.ts'

export const exportProblems = {
  'export/no-model': words<{ run: string }>({
    en: ({ run }) => ({
      message: `${run} has no trained model to export.`,
      fix: 'Choose a run that finished.'
    }),
    zh: ({ run }) => ({ message: `${run} 没有可导出的模型。`, fix: '请选择一个已完成的训练。' })
  }),
  'export/folder-not-empty': words<{ folder: string }>({
    en: ({ folder }) => ({
      message: `${folder} is not empty, and an export replaces nothing.`,
      fix: 'Choose a new or empty folder.'
    }),
    zh: ({ folder }) => ({
      message: `${folder} 不是空文件夹，导出不会覆盖已有内容。`,
      fix: '请选择新的或空的文件夹。'
    })
  })
} as const
