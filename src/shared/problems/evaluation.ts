import { words } from './words.ts'

export const evaluationProblems = {
  'evaluation/no-report': words<{ run: string }>({
    en: ({ run }) => ({
      message: `${run} has not been evaluated, because it did not finish.`,
      fix: 'Train again and let it finish, or stop it with "Stop and keep best".'
    }),
    zh: ({ run }) => ({
      message: `${run} 没有完成，因此没有评估结果。`,
      fix: '请重新训练直到结束，或使用“停止并保留最佳”。'
    })
  })
} as const
