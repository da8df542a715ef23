import type { Problem } from '../core/checked.ts'
import type { Label } from '../core/params.ts'
import type { Task } from '../dataset/dataset-spec.ts'
import type { ModelSpec } from '../network/model-spec.ts'
import { suggestNetwork, type TemplateData } from '../network/templates/catalogue.ts'
import { problem } from '../problems/catalogue.ts'
import { defaultOptimizers, defaultTraining, type LossKind, type TrainingSpec } from './training-spec.ts'

/** What the losses are called. */
export const lossLabels: Readonly<Record<LossKind, Label>> = {
  meanSquaredError: { en: 'Mean squared error', zh: '均方误差' },
  meanAbsoluteError: { en: 'Mean absolute error', zh: '平均绝对误差' },
  binaryCrossentropy: { en: 'Binary cross-entropy', zh: '二元交叉熵' },
  categoricalCrossentropy: { en: 'Categorical cross-entropy', zh: '分类交叉熵' },
  sparseCategoricalCrossentropy: { en: 'Sparse categorical cross-entropy', zh: '稀疏分类交叉熵' }
}

type Output = Pick<ModelSpec, 'outputShape'>

/** The losses that a network and its data can be trained with; the first is the usual one. */
export function lossesFor({ outputShape }: Output, task: Task): readonly [LossKind, ...LossKind[]] {
  if (task === 'regression') return ['meanSquaredError', 'meanAbsoluteError']
  return outputShape[0] === 1
    ? ['binaryCrossentropy']
    : ['sparseCategoricalCrossentropy', 'categoricalCrossentropy']
}

const isForValues = (loss: LossKind): boolean => loss === 'meanSquaredError' || loss === 'meanAbsoluteError'

/**
 * Why a plan cannot train a network; empty when it can.
 *
 * Input     a model that passed `checkNetwork` for the same task
 * Problems  training/loss-for-classes, loss-for-values, loss-needs-one-output, loss-needs-class-outputs
 */
export function checkTraining(training: TrainingSpec, model: Output, task: Task): readonly Problem[] {
  const fitting = lossesFor(model, task)
  if (fitting.includes(training.loss)) return []
  const loss = lossLabels[training.loss]
  const use = lossLabels[fitting[0]]
  const values = { loss: loss.en, lossZh: loss.zh, use: use.en, useZh: use.zh }
  const at = 'training.loss'
  if (task === 'regression') return [problem('training/loss-for-classes', values, at)]
  if (isForValues(training.loss)) return [problem('training/loss-for-values', values, at)]
  if (training.loss !== 'binaryCrossentropy')
    return [problem('training/loss-needs-class-outputs', values, at)]
  return [problem('training/loss-needs-one-output', { ...values, found: model.outputShape[0] ?? 0 }, at)]
}

/**
 * What is unusual in a plan, though it can be trained.
 *
 * Input     trainRowCount: rows of the training part
 * Problems  training/patience-too-long, batch-larger-than-data, rate-unusually-high
 */
export function adviseOnTraining(training: TrainingSpec, trainRowCount: number): readonly Problem[] {
  const { optimizer, batchSize, epochs, earlyStopping } = training
  const usual = defaultOptimizers[optimizer.kind].learningRate
  const found: Problem[] = []
  if (earlyStopping !== null && earlyStopping.patience >= epochs) {
    const values = { patience: earlyStopping.patience, epochs }
    found.push(problem('training/patience-too-long', values, 'training.earlyStopping.patience'))
  }
  if (batchSize >= trainRowCount && trainRowCount > 32) {
    const values = { batchSize, rowCount: trainRowCount }
    found.push(problem('training/batch-larger-than-data', values, 'training.batchSize'))
  }
  if (optimizer.learningRate > 20 * usual) {
    const values = { learningRate: optimizer.learningRate, usual }
    found.push(problem('training/rate-unusually-high', values, 'training.optimizer.learningRate'))
  }
  return found
}

/** A whole plan for data: the suggested network's settings over the defaults. */
export function suggestTraining(data: TemplateData): TrainingSpec {
  const training = { ...defaultTraining, ...suggestNetwork(data)?.training }
  return data.task === 'regression' && !isForValues(training.loss)
    ? { ...training, loss: 'meanSquaredError' }
    : training
}

/** The plan with a loss that fits; unchanged when it fits already. */
export function withFittingLoss(training: TrainingSpec, model: Output, task: Task): TrainingSpec {
  const fitting = lossesFor(model, task)
  return fitting.includes(training.loss) ? training : { ...training, loss: fitting[0] }
}
