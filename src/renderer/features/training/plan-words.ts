import {
  defaultOptimizers,
  lossKind,
  type OptimizerKind,
  type TrainingSpec
} from '../../../shared/training/training-spec.ts'
import { editPlan } from './edit-plan.ts'
import { offeredLosses } from './offered-losses.ts'
import { project } from '../../state/project.svelte.ts'
import { formatNumber } from '../../text/format.ts'
import { t } from '../../text/text.svelte.ts'
import { lossNames, optimizerNames, wordText, type PlanWordName } from './plan-text.ts'

/** A word of the plan as PlanWord draws it; `change` is given what was typed or chosen. */
export interface PlanWord {
  readonly shown: string
  readonly number?: {
    readonly value: number
    readonly min: number
    readonly max: number
    readonly isWhole: boolean
  }
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  readonly chosen?: string
  readonly change: (value: string) => void
}

export type EditableWord = Exclude<PlanWordName, 'trainRows' | 'validationRows' | 'penalty'>

/** An edit of what a word of the plan stands for. */
const editTraining = (
  word: keyof typeof wordText.names,
  from: string,
  to: string,
  change: (training: TrainingSpec) => TrainingSpec
): void => {
  editPlan(wordText.names[word], { from, to }, change)
}

/** The same kind of optimiser with another learning rate; every other setting stays. */
const withRate = (training: TrainingSpec, learningRate: number): TrainingSpec => ({
  ...training,
  optimizer: { ...training.optimizer, learningRate }
})

export function planWord(word: EditableWord, training: TrainingSpec): PlanWord {
  switch (word) {
    case 'optimizer':
      return {
        shown: t(optimizerNames[training.optimizer.kind]),
        options: Object.entries(optimizerNames).map(([value, label]) => ({ value, label: t(label) })),
        chosen: training.optimizer.kind,
        change: (value) => {
          const next = defaultOptimizers[value as OptimizerKind]
          editTraining(
            'optimizer',
            t(optimizerNames[training.optimizer.kind]),
            t(optimizerNames[next.kind]),
            (spec) => ({ ...spec, optimizer: next })
          )
        }
      }
    case 'loss':
      return {
        shown: t(lossNames[training.loss]),
        options: offeredLosses(training.loss, project.draft.dataset?.task).map((value) => ({
          value,
          label: t(lossNames[value])
        })),
        chosen: training.loss,
        change: (value) => {
          const next = lossKind.parse(value)
          editTraining('loss', t(lossNames[training.loss]), t(lossNames[next]), (spec) => ({
            ...spec,
            loss: next
          }))
        }
      }
    case 'device':
      return {
        shown: deviceName(training.device),
        options: (['auto', 'cpu'] as const).map((value) => ({ value, label: deviceName(value) })),
        chosen: training.device,
        change: (value) => {
          const next = value === 'cpu' ? 'cpu' : 'auto'
          editTraining('device', deviceName(training.device), deviceName(next), (spec) => ({
            ...spec,
            device: next
          }))
        }
      }
    case 'stopping':
      return stoppingWord(training)
    default:
      return numberWord(word, training)
  }
}

const deviceName = (device: TrainingSpec['device']): string =>
  t(device === 'auto' ? wordText.autoDevice : wordText.cpuDevice)

function stoppingWord(training: TrainingSpec): PlanWord {
  const names = { early: t(wordText.stopEarly), never: t(wordText.allEpochs) }
  const chosen = training.earlyStopping === null ? 'never' : 'early'
  return {
    shown: names[chosen],
    options: [
      { value: 'early', label: names.early },
      { value: 'never', label: names.never }
    ],
    chosen,
    change: (value) =>
      editTraining('stopping', names[chosen], value === 'never' ? names.never : names.early, (spec) => ({
        ...spec,
        earlyStopping: value === 'never' ? null : { patience: 10, minDelta: 0 }
      }))
  }
}

function numberWord(
  word: 'learningRate' | 'batchSize' | 'epochs' | 'patience' | 'seed',
  training: TrainingSpec
): PlanWord {
  const limits = {
    learningRate: { value: training.optimizer.learningRate, min: 1e-8, max: 100, isWhole: false },
    batchSize: { value: training.batchSize, min: 1, max: 65536, isWhole: true },
    epochs: { value: training.epochs, min: 1, max: 100000, isWhole: true },
    patience: { value: training.earlyStopping?.patience ?? 10, min: 1, max: 1000, isWhole: true },
    seed: { value: training.seed, min: 0, max: 0xffffffff, isWhole: true }
  }
  const number = limits[word]
  const show = (value: number): string => {
    if (word === 'epochs' || word === 'patience') return t(wordText.epochs)(value)
    return word === 'learningRate' ? formatNumber(value) : String(value)
  }
  return {
    shown: show(number.value),
    number,
    change: (typed) => {
      const value = Number(typed)
      editTraining(word, show(number.value), show(value), (spec) => withNumber(spec, word, value))
    }
  }
}

function withNumber(
  training: TrainingSpec,
  word: 'learningRate' | 'batchSize' | 'epochs' | 'patience' | 'seed',
  value: number
): TrainingSpec {
  if (word === 'learningRate') return withRate(training, value)
  if (word === 'patience')
    return {
      ...training,
      earlyStopping: { patience: value, minDelta: training.earlyStopping?.minDelta ?? 0 }
    }
  return { ...training, [word]: value }
}
