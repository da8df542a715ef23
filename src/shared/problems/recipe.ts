import { words } from './words.ts'

export const recipeProblems = {
  'recipe/unreadable': words<{ file: string; reason: string }>({
    en: ({ file, reason }) => ({
      message: `${file} cannot be read: ${reason}.`,
      fix: 'Check the name and its permissions.'
    }),
    zh: ({ file, reason }) => ({ message: `无法读取 ${file}：${reason}。`, fix: '请检查文件名和访问权限。' })
  }),
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
  }),
  'recipe/no-template': words({
    en: () => ({
      message: 'No template fits these data.',
      fix: 'Choose another target, or draw the network yourself.'
    }),
    zh: () => ({ message: '没有适合这些数据的模板。', fix: '请选择其他目标列，或自行设计网络。' })
  }),
  'recipe/data-changed': words<{ file: string }>({
    en: ({ file }) => ({
      message: `${file} is not the data this recipe was made for: its fingerprint differs.`,
      fix: 'Bring the original data back, or remove dataset.source.fingerprint from the recipe.'
    }),
    zh: ({ file }) => ({
      message: `${file} 与配方对应的数据不一致：指纹不同。`,
      fix: '请恢复原数据，或从配方中删除 dataset.source.fingerprint。'
    })
  })
} as const
