import { words } from './words.ts'

/** A training plan that does not fit its network or data. */
export const trainingSetupProblems = {
  'training/loss-for-classes': words<{ loss: string; lossZh: string; use: string; useZh: string }>({
    en: ({ loss, use }) => ({
      message: `${loss} is for telling classes apart, but a value is to be predicted.`,
      fix: `Choose ${use}.`
    }),
    zh: ({ lossZh, useZh }) => ({
      message: `${lossZh}用于区分类别，而现在要预测的是数值。`,
      fix: `请选择${useZh}。`
    })
  }),
  'training/loss-for-values': words<{ loss: string; lossZh: string; use: string; useZh: string }>({
    en: ({ loss, use }) => ({
      message: `${loss} is for predicting a value, but classes are to be told apart.`,
      fix: `Choose ${use}.`
    }),
    zh: ({ lossZh, useZh }) => ({
      message: `${lossZh}用于预测数值，而现在要区分的是类别。`,
      fix: `请选择${useZh}。`
    })
  }),
  'training/loss-needs-one-output': words<{
    loss: string
    lossZh: string
    use: string
    useZh: string
    found: number
  }>({
    en: ({ loss, use, found }) => ({
      message: `${loss} compares one probability with yes or no, but the network gives ${found} numbers.`,
      fix: `Choose ${use}.`
    }),
    zh: ({ lossZh, useZh, found }) => ({
      message: `${lossZh}比较的是单个概率与是/否，但网络输出 ${found} 个数。`,
      fix: `请选择${useZh}。`
    })
  }),
  'training/loss-needs-class-outputs': words<{ loss: string; lossZh: string; use: string; useZh: string }>({
    en: ({ loss, use }) => ({
      message: `${loss} needs one probability for each class, but the network gives a single one.`,
      fix: `Choose ${use}.`
    }),
    zh: ({ lossZh, useZh }) => ({
      message: `${lossZh}需要每个类别一个概率，但网络只输出一个。`,
      fix: `请选择${useZh}。`
    })
  }),
  'training/patience-too-long': words<{ patience: number; epochs: number }>({
    en: ({ patience, epochs }) => ({
      message: `Training waits ${patience} epochs for an improvement, but lasts only ${epochs}, so it never stops early.`,
      fix: 'Wait for fewer epochs, or plan more of them.'
    }),
    zh: ({ patience, epochs }) => ({
      message: `等待改进的轮数为 ${patience}，而总共只训练 ${epochs} 轮，因此不会提前停止。`,
      fix: '请减少等待轮数，或增加训练轮数。'
    })
  }),
  'training/batch-larger-than-data': words<{ batchSize: number; rowCount: number }>({
    en: ({ batchSize, rowCount }) => ({
      message: `A batch of ${batchSize} holds all ${rowCount} training rows, so an epoch has a single step.`,
      fix: 'Choose a smaller batch, such as 16 or 32.'
    }),
    zh: ({ batchSize, rowCount }) => ({
      message: `批量 ${batchSize} 已包含全部 ${rowCount} 个训练样本，每轮只有一步。`,
      fix: '请选择更小的批量，例如 16 或 32。'
    })
  }),
  'training/rate-unusually-high': words<{ learningRate: number; usual: number }>({
    en: ({ learningRate, usual }) => ({
      message: `A learning rate of ${learningRate} is unusually high; the loss may jump instead of falling.`,
      fix: `Start with ${usual}.`
    }),
    zh: ({ learningRate, usual }) => ({
      message: `学习率 ${learningRate} 偏高，损失可能反复跳动而不下降。`,
      fix: `建议从 ${usual} 开始。`
    })
  })
} as const
