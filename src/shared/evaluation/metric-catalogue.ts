import type { Label } from '../core/params.ts'
import type { Task } from '../dataset/dataset-spec.ts'
import type { EvaluationReport } from './evaluation-report.ts'

/** A headline figure as tables and comparisons show it. */
export interface MetricDefinition {
  readonly key: string
  readonly label: Label
  /** One line: what the figure means. */
  readonly help: Label
  readonly tasks: readonly Task[]
  readonly betterIs: 'higher' | 'lower'
  /** True for shares from 0 to 1, which may be shown in per cent. */
  readonly isShare: boolean
  /** null where the figure has no meaning for these rows. */
  read(report: EvaluationReport): number | null
}

const classification = ['classification'] as const
const regression = ['regression'] as const
const ofClasses =
  (read: (report: Extract<EvaluationReport, { kind: 'classification' }>) => number | null) =>
  (report: EvaluationReport): number | null =>
    report.kind === 'classification' ? read(report) : null
const ofValues =
  (read: (report: Extract<EvaluationReport, { kind: 'regression' }>) => number | null) =>
  (report: EvaluationReport): number | null =>
    report.kind === 'regression' ? read(report) : null

const generation = ['generation'] as const
const ofText =
  (read: (report: Extract<EvaluationReport, { kind: 'generation' }>) => number | null) =>
  (report: EvaluationReport): number | null =>
    report.kind === 'generation' ? read(report) : null

const forecast = ['forecast'] as const
const ofSeries =
  (read: (report: Extract<EvaluationReport, { kind: 'forecast' }>) => number | null) =>
  (report: EvaluationReport): number | null =>
    report.kind === 'forecast' ? read(report) : null

const masked = ['masked'] as const
const ofHidden =
  (read: (report: Extract<EvaluationReport, { kind: 'masked' }>) => number | null) =>
  (report: EvaluationReport): number | null =>
    report.kind === 'masked' ? read(report) : null

const pairs = ['pairs'] as const
const ofPairs =
  (read: (report: Extract<EvaluationReport, { kind: 'pairs' }>) => number | null) =>
  (report: EvaluationReport): number | null =>
    report.kind === 'pairs' ? read(report) : null

/** Every headline figure, in the order in which they are shown; the first of a task is its main one. */
export const metricCatalogue: readonly MetricDefinition[] = [
  {
    key: 'accuracy',
    label: { en: 'Accuracy', zh: '准确率' },
    help: { en: 'Share of rows whose class was predicted right.', zh: '类别预测正确的行所占比例。' },
    tasks: classification,
    betterIs: 'higher',
    isShare: true,
    read: ofClasses((report) => report.accuracy.value)
  },
  {
    key: 'macroF1',
    label: { en: 'F1 (macro)', zh: 'F1（宏平均）' },
    help: {
      en: 'Balance of precision and recall; every class counts equally.',
      zh: '精确率与召回率的平衡，各类别同等计算。'
    },
    tasks: classification,
    betterIs: 'higher',
    isShare: true,
    read: ofClasses((report) => report.macro.f1)
  },
  {
    key: 'macroPrecision',
    label: { en: 'Precision (macro)', zh: '精确率（宏平均）' },
    help: {
      en: 'Of the rows predicted as a class, the share that are; every class counts equally.',
      zh: '被预测为某类别的行中真正属于该类别的比例，各类别同等计算。'
    },
    tasks: classification,
    betterIs: 'higher',
    isShare: true,
    read: ofClasses((report) => report.macro.precision)
  },
  {
    key: 'macroRecall',
    label: { en: 'Recall (macro)', zh: '召回率（宏平均）' },
    help: {
      en: 'Of the rows of a class, the share that were found; every class counts equally.',
      zh: '属于某类别的行中被找出的比例，各类别同等计算。'
    },
    tasks: classification,
    betterIs: 'higher',
    isShare: true,
    read: ofClasses((report) => report.macro.recall)
  },
  {
    key: 'macroAuc',
    label: { en: 'AUC (macro)', zh: 'AUC（宏平均）' },
    help: {
      en: 'How well the scores put rows of a class above the rest: 0.5 is chance, 1 is perfect.',
      zh: '得分能否把某类别的行排在其他行之前：0.5 等同于随机，1 为完美。'
    },
    tasks: classification,
    betterIs: 'higher',
    isShare: true,
    read: ofClasses((report) => report.macroAuc)
  },
  {
    key: 'r2',
    label: { en: 'R²', zh: 'R²' },
    help: {
      en: 'Share of the variance explained: 1 is perfect, 0 no better than the mean.',
      zh: '能解释的方差比例：1 为完美，0 等同于总是预测平均值。'
    },
    tasks: regression,
    betterIs: 'higher',
    isShare: false,
    read: ofValues((report) => report.r2)
  },
  {
    key: 'rmse',
    label: { en: 'RMSE', zh: 'RMSE' },
    help: {
      en: 'Typical error in the target’s own unit; large errors count more.',
      zh: '以目标自身单位表示的典型误差，大误差的影响更大。'
    },
    tasks: regression,
    betterIs: 'lower',
    isShare: false,
    read: ofValues((report) => report.rmse)
  },
  {
    key: 'mae',
    label: { en: 'MAE', zh: 'MAE' },
    help: { en: 'Mean absolute error, in the target’s own unit.', zh: '平均绝对误差，以目标自身单位表示。' },
    tasks: regression,
    betterIs: 'lower',
    isShare: false,
    read: ofValues((report) => report.mae)
  },
  {
    key: 'mse',
    label: { en: 'MSE', zh: 'MSE' },
    help: { en: 'Mean squared error, in the target’s unit squared.', zh: '均方误差，单位为目标单位的平方。' },
    tasks: regression,
    betterIs: 'lower',
    isShare: false,
    read: ofValues((report) => report.mse)
  },
  {
    key: 'perplexity',
    label: { en: 'Perplexity', zh: '困惑度' },
    help: {
      en: 'Of how many equally likely next tokens the model is in doubt: 1 would be certain and right.',
      zh: '模型相当于在多少个等可能的后续词元之间犹豫：1 表示完全确定且正确。'
    },
    tasks: generation,
    betterIs: 'lower',
    isShare: false,
    read: ofText((report) => report.perplexity)
  },
  {
    key: 'bitsPerCharacter',
    label: { en: 'Bits per character', zh: '每字符比特数' },
    help: {
      en: 'How much information each character still brings. Comparable between vocabularies.',
      zh: '每个字符仍带来多少信息。不同词表之间可以比较。'
    },
    tasks: generation,
    betterIs: 'lower',
    isShare: false,
    read: ofText((report) => report.bitsPerCharacter)
  },
  {
    key: 'bigramPerplexity',
    label: { en: 'Perplexity of pairs', zh: '二元模型困惑度' },
    help: {
      en: 'Perplexity of merely counting which token follows which, for comparison.',
      zh: '仅统计相邻词元频次的模型的困惑度，用作对照。'
    },
    tasks: generation,
    betterIs: 'lower',
    isShare: false,
    read: ofText((report) => report.bigram.perplexity)
  },
  {
    key: 'bigramBitsPerCharacter',
    label: { en: 'Bits per character of pairs', zh: '二元模型每字符比特数' },
    help: {
      en: 'Bits per character of merely counting which token follows which, for comparison.',
      zh: '仅统计相邻词元频次的模型的每字符比特数，用作对照。'
    },
    tasks: generation,
    betterIs: 'lower',
    isShare: false,
    read: ofText((report) => report.bigram.bitsPerCharacter)
  },
  {
    key: 'mase',
    label: { en: 'MASE', zh: 'MASE' },
    help: {
      en: 'Mean error beside that of repeating the last season in the training part: below 1 is better than that.',
      zh: '平均误差与训练集中“重复上一周期”的误差之比：小于 1 表示更好。'
    },
    tasks: forecast,
    betterIs: 'lower',
    isShare: false,
    read: ofSeries((report) => report.mase)
  },
  {
    key: 'forecastMae',
    label: { en: 'MAE', zh: 'MAE' },
    help: { en: 'Mean absolute error, in the target’s own unit.', zh: '平均绝对误差，以目标自身单位表示。' },
    tasks: forecast,
    betterIs: 'lower',
    isShare: false,
    read: ofSeries((report) => report.mae)
  },
  {
    key: 'forecastRmse',
    label: { en: 'RMSE', zh: 'RMSE' },
    help: {
      en: 'Typical error in the target’s own unit; large errors count more.',
      zh: '以目标自身单位表示的典型误差，大误差的影响更大。'
    },
    tasks: forecast,
    betterIs: 'lower',
    isShare: false,
    read: ofSeries((report) => report.rmse)
  },
  {
    key: 'smape',
    label: { en: 'sMAPE', zh: 'sMAPE' },
    help: {
      en: 'Mean error as a share of the values, from 0 to 2. Says little where values are near 0.',
      zh: '误差占数值的平均比例，从 0 到 2。数值接近 0 时参考意义不大。'
    },
    tasks: forecast,
    betterIs: 'lower',
    isShare: false,
    read: ofSeries((report) => report.smape)
  },
  {
    key: 'naiveMae',
    label: { en: 'MAE of the last season', zh: '重复上一周期的 MAE' },
    help: {
      en: 'Mean absolute error of merely repeating the last season, for comparison.',
      zh: '仅重复上一周期时的平均绝对误差，用作对照。'
    },
    tasks: forecast,
    betterIs: 'lower',
    isShare: false,
    read: ofSeries((report) => report.naive?.mae ?? null)
  },
  {
    key: 'guessAccuracy',
    label: { en: 'Hidden words right', zh: '猜词准确率' },
    help: {
      en: 'Share of the hidden words whose likeliest guess was right.',
      zh: '被遮住的词中，最可能的猜测正确的比例。'
    },
    tasks: masked,
    betterIs: 'higher',
    isShare: true,
    read: ofHidden((report) => report.accuracy.value)
  },
  {
    key: 'frequentAccuracy',
    label: { en: 'Always the most frequent word', zh: '总猜最常见的词' },
    help: {
      en: 'Share of the hidden words that always guessing the most frequent one gets right, for comparison.',
      zh: '总猜最常见的词时猜对的比例，用作对照。'
    },
    tasks: masked,
    betterIs: 'higher',
    isShare: true,
    read: ofHidden((report) => report.baseline.accuracy.value)
  },
  {
    key: 'guessPerplexity',
    label: { en: 'Perplexity of hidden words', zh: '猜词困惑度' },
    help: {
      en: 'Of how many equally likely words the guess is in doubt.',
      zh: '相当于在多少个等可能的词之间犹豫。'
    },
    tasks: masked,
    betterIs: 'lower',
    isShare: false,
    read: ofHidden((report) => report.perplexity)
  },
  {
    key: 'frequentPerplexity',
    label: { en: 'Perplexity of word counts', zh: '词频模型困惑度' },
    help: {
      en: 'Perplexity of guessing each word by how often it comes, without looking at the text, for comparison.',
      zh: '不看上下文、只按词频猜测时的困惑度，用作对照。'
    },
    tasks: masked,
    betterIs: 'lower',
    isShare: false,
    read: ofHidden((report) => report.baseline.perplexity)
  },
  {
    key: 'chrf',
    label: { en: 'chrF', zh: 'chrF' },
    help: {
      en: 'How much of the expected answers’ runs of up to six characters is in those given, from 0 to 100.',
      zh: '所给回答与标准回答在最多六个连续字符上的重合程度，从 0 到 100。'
    },
    tasks: pairs,
    betterIs: 'higher',
    isShare: false,
    read: ofPairs((report) => report.chrf)
  },
  {
    key: 'bleu',
    label: { en: 'BLEU', zh: 'BLEU' },
    help: {
      en: 'How many runs of up to four words of the answers given are in those expected, from 0 to 100.',
      zh: '所给回答中最多四个连续词有多少出现在标准回答里，从 0 到 100。'
    },
    tasks: pairs,
    betterIs: 'higher',
    isShare: false,
    read: ofPairs((report) => report.bleu)
  },
  {
    key: 'exactMatch',
    label: { en: 'Exact answers', zh: '完全一致' },
    help: {
      en: 'Share of answers that are what was expected, word for word.',
      zh: '逐词与标准回答完全一致的回答所占比例。'
    },
    tasks: pairs,
    betterIs: 'higher',
    isShare: true,
    read: ofPairs((report) => report.exactMatch.value)
  },
  {
    key: 'answerPerplexity',
    label: { en: 'Perplexity', zh: '困惑度' },
    help: {
      en: 'Of how many equally likely next tokens the model is in doubt, the right answer before it: 1 would be certain and right.',
      zh: '给出正确的前文时，模型相当于在多少个等可能的后续词元之间犹豫：1 表示完全确定且正确。'
    },
    tasks: pairs,
    betterIs: 'lower',
    isShare: false,
    read: ofPairs((report) => report.perplexity)
  },
  {
    key: 'tokenAccuracy',
    label: { en: 'Tokens right', zh: '词元正确率' },
    help: {
      en: 'Share of tokens of the answers that were the likeliest, the right answer before them.',
      zh: '给出正确的前文时，回答中最可能的词元恰好正确的比例。'
    },
    tasks: pairs,
    betterIs: 'higher',
    isShare: true,
    read: ofPairs((report) => report.accuracy.value)
  },
  {
    key: 'loss',
    label: { en: 'Loss', zh: '损失' },
    help: { en: 'The figure that training makes smaller.', zh: '训练过程中不断减小的数值。' },
    tasks: ['classification', 'regression', 'generation', 'forecast', 'masked', 'pairs'],
    betterIs: 'lower',
    isShare: false,
    read: (report) => report.loss
  }
]

/** The figures of one report by their keys, as lists and comparisons keep them. */
export function headlineOf(report: EvaluationReport): Record<string, number | null> {
  const shown = metricCatalogue.filter((metric) => metric.tasks.includes(report.kind))
  return Object.fromEntries(shown.map((metric) => [metric.key, metric.read(report)]))
}
