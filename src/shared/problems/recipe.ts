import { words } from './words.ts'

export const recipeProblems = {
  'recipe/not-json': words<{ file: string; reason: string }>({
    en: ({ file, reason }) => ({
      message: `${file} is not valid JSON: ${reason}.`,
      fix: 'Mend the JSON at that place.'
    }),
    zh: ({ file, reason }) => ({
      message: `${file} 不是有效的 JSON：${reason}。`,
      fix: '请修正该处的 JSON。'
    })
  }),
  'recipe/unknown-key': words<{ path: string; key: string }>({
    en: ({ path, key }) => ({
      message: `At ${path}: there is no setting called "${key}".`,
      fix: 'Check the spelling, or remove it.'
    }),
    zh: ({ path, key }) => ({ message: `${path}：没有名为“${key}”的设置。`, fix: '请检查拼写，或删除它。' })
  }),
  'recipe/wrong-type': words<{ path: string; expected: string; found: string }>({
    en: ({ path, expected, found }) => ({
      message: `At ${path}: expected ${expected}, found ${found}.`,
      fix: `Put ${expected} there.`
    }),
    zh: ({ path, expected, found }) => ({
      message: `${path}：应为 ${expected}，实际是 ${found}。`,
      fix: `请改为 ${expected}。`
    })
  })
} as const
