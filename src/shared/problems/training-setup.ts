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
  }),
  'training/loss-needs-positive-outputs': words<{ layer: string; activation: string }>({
    en: ({ layer, activation }) => ({
      message: `The Poisson loss needs outputs above 0, but ${layer} ends in ${activation}, which also gives negative numbers.`,
      fix: `Give ${layer} the activation softplus.`
    }),
    zh: ({ layer, activation }) => ({
      message: `泊松损失要求输出大于 0，但 ${layer} 的激活函数是 ${activation}，会给出负数。`,
      fix: `请将 ${layer} 的激活函数改为 softplus。`
    })
  }),
  'training/weights-without-classes': words({
    en: () => ({
      message: 'Class weights are set, but a value is to be predicted, so there are no classes.',
      fix: 'Turn the class weights off.'
    }),
    zh: () => ({
      message: '设置了类别权重，但要预测的是数值，没有类别。',
      fix: '请关闭类别权重。'
    })
  }),
  'training/unknown-class': words<{ name: string; known: string }>({
    en: ({ name, known }) => ({
      message: `There is a weight for the class "${name}", but the data have no such class.`,
      fix: `Name one of: ${known}.`
    }),
    zh: ({ name, known }) => ({
      message: `为类别“${name}”设置了权重，但数据中没有这个类别。`,
      fix: `请使用其中之一：${known}。`
    })
  }),
  'training/warmup-too-long': words<{ rise: number; stepCount: number }>({
    en: ({ rise, stepCount }) => ({
      message: `The warm-up takes ${rise} steps, but the whole training has ${stepCount}, so the learning rate never gets to its full height.`,
      fix: 'Make the warm-up shorter; a few per cent of all steps are usual.'
    }),
    zh: ({ rise, stepCount }) => ({
      message: `预热需要 ${rise} 步，而整个训练只有 ${stepCount} 步，学习率始终达不到设定值。`,
      fix: '请缩短预热，通常占总步数的百分之几。'
    })
  }),
  'training/accumulation-too-long': words<{ count: number; stepCount: number }>({
    en: ({ count, stepCount }) => ({
      message: `Gradients of ${count} batches are put together before the weights change, but the whole training has ${stepCount} batches, so they never change.`,
      fix: 'Put fewer batches together, or train for more epochs.'
    }),
    zh: ({ count, stepCount }) => ({
      message: `每累积 ${count} 批梯度才更新一次权重，而整个训练只有 ${stepCount} 批，权重始终不会更新。`,
      fix: '请减少累积批数，或增加训练轮数。'
    })
  })
} as const
