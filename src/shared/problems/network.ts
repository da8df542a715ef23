import { words } from './words.ts'

export const networkProblems = {
  'network/param-out-of-range': words<{
    layer: string
    param: string
    min: number
    max: number
    found: string
  }>({
    en: ({ layer, param, min, max, found }) => ({
      message: `${param} of ${layer} must be from ${min} to ${max}, not ${found}.`,
      fix: `Enter a value from ${min} to ${max}.`
    }),
    zh: ({ layer, param, min, max, found }) => ({
      message: `${layer} 的“${param}”应在 ${min} 到 ${max} 之间，现在是 ${found}。`,
      fix: `请输入 ${min} 到 ${max} 之间的值。`
    })
  })
} as const
