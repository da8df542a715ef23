import { words } from './words.ts'

export const projectProblems = {
  'project/none-open': words({
    en: () => ({ message: 'No project is open.', fix: 'Open a project, or create one.' }),
    zh: () => ({ message: '当前没有打开的项目。', fix: '请打开或新建一个项目。' })
  })
} as const
