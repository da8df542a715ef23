import { words } from './words.ts'

/** What a plan says of several targets that does not fit them. */
export const trainingTargetProblems = {
  'training/unknown-target': words<{ name: string; known: string }>({
    en: ({ name, known }) => ({
      message: `The plan names “${name}” as a target with a loss of its own; such targets are: ${known}.`,
      fix: `Take “${name}” out of the plan, or let the column be predicted too.`
    }),
    zh: ({ name, known }) => ({
      message: `方案为目标“${name}”设定了损失，但可设定的目标只有：${known}。`,
      fix: `请从方案中删去“${name}”，或将该列设为辅助目标。`
    })
  }),
  'training/auxiliary-loss': words<{
    target: string
    loss: string
    lossZh: string
    use: string
    useZh: string
  }>({
    en: ({ target, loss, use }) => ({
      message: `${loss} does not fit “${target}” and the layer that predicts it.`,
      fix: `Choose ${use} for “${target}”.`
    }),
    zh: ({ target, lossZh, useZh }) => ({
      message: `${lossZh}不适合“${target}”及预测它的层。`,
      fix: `请为“${target}”选择${useZh}。`
    })
  }),
  'training/no-loss-counts': words({
    en: () => ({
      message: 'The loss of every target counts 0, so there is nothing to learn.',
      fix: 'Give at least one target a loss weight above 0.'
    }),
    zh: () => ({
      message: '所有目标的损失权重都是 0，没有可学习的内容。',
      fix: '请至少给一个目标设置大于 0 的损失权重。'
    })
  })
} as const
