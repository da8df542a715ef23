import { words } from './words.ts'

/** What can be wrong with a file or folder that is to be imported. */
export const fileProblems = {
  'dataset/empty-file': words<{ file: string }>({
    en: ({ file }) => ({
      message: `${file} is empty.`,
      fix: 'Choose a file with a header line and at least one row.'
    }),
    zh: ({ file }) => ({ message: `${file} 是空文件。`, fix: '请选择含有表头和至少一行数据的文件。' })
  })
} as const
