import { words } from './words.ts'

export const trainingProblems = {
  'training/loss-not-finite': words<{ epoch: number; step: number }>({
    en: ({ epoch, step }) => ({
      message: `The loss stopped being a number in epoch ${epoch}, step ${step}.`,
      fix: 'Lower the learning rate, or standardise the number columns.'
    }),
    zh: ({ epoch, step }) => ({
      message: `第 ${epoch} 轮第 ${step} 步的损失不再是有效数字。`,
      fix: '请降低学习率，或对数值列做标准化。'
    })
  })
} as const
