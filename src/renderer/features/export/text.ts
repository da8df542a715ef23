import type { ExportFormat } from '../../../shared/export/export-manifest.ts'
import { formatBytes, formatCount, formatDuration } from '../../text/format.ts'
import type { Both } from '../../text/text.svelte.ts'

export interface FormatWords {
  readonly title: string
  readonly suffix: string
  readonly purpose: Both<string>
  readonly opens: Both<string>
}

/** What each format is called, what it is for, and how it is opened. */
export const formatWords: Readonly<Record<ExportFormat, FormatWords>> = {
  tfjs: {
    title: 'TensorFlow.js',
    suffix: 'model.json',
    purpose: {
      en: 'For web pages and Node.js programs. Runs in any browser, without Python.',
      zh: '用于网页和 Node.js 程序。可在任何浏览器中运行，不需要 Python。'
    },
    opens: { en: 'tf.loadLayersModel(…)', zh: 'tf.loadLayersModel(…)' }
  },
  keras: {
    title: 'Keras',
    suffix: '.keras',
    purpose: {
      en: 'For Python with Keras 3 or TensorFlow: to predict there, or to train on.',
      zh: '用于 Python 中的 Keras 3 或 TensorFlow：可直接预测，也可继续训练。'
    },
    opens: { en: 'keras.models.load_model(…)', zh: 'keras.models.load_model(…)' }
  },
  h5: {
    title: 'Keras HDF5',
    suffix: '.h5',
    purpose: {
      en: 'For older Keras and TensorFlow, and for tools that read HDF5.',
      zh: '用于旧版 Keras 和 TensorFlow，以及能读取 HDF5 的工具。'
    },
    opens: { en: 'keras.models.load_model(…)', zh: 'keras.models.load_model(…)' }
  }
}

/** Words of the Export stage. */
export const text = {
  title: { en: 'Export', zh: '导出' },
  sub: {
    en: 'a model with everything it needs to predict',
    zh: '模型连同预测所需的一切'
  },
  run: { en: 'Run to export', zh: '要导出的训练' },
  accuracy: { en: (value: string) => `test accuracy ${value}`, zh: (value: string) => `测试准确率 ${value}` },
  r2: { en: (value: string) => `test R² ${value}`, zh: (value: string) => `测试 R² ${value}` },
  weights: { en: (count: string) => `${count} weights`, zh: (count: string) => `${count} 个权重` },
  noRun: { en: 'No trained model yet', zh: '还没有训练好的模型' },
  noRunText: {
    en: 'Train a network first. Every run that finished, or was stopped, can be exported from here.',
    zh: '请先训练一个网络。每次已完成或已停止的训练都可以在这里导出。'
  },
  train: { en: 'Train', zh: '训练' },
  inside: { en: 'Inside', zh: '包含' },
  insideModel: { en: 'the model', zh: '模型' },
  insidePreparation: {
    en: 'the preparation, with what it learned from the train rows, and the labels',
    zh: '数据处理步骤、从训练集得到的统计值和标签'
  },
  insideGolden: { en: '20 golden rows to check it with', zh: '20 条用于核对的基准样本' },
  insideRest: { en: 'a manifest with hashes, and a README', zh: '带哈希值的清单和 README' },
  opens: { en: 'Opens with', zh: '打开方式' },
  size: { en: 'Size', zh: '大小' },
  about: {
    en: (bytes: number) => `about ${formatBytes(bytes)} of weights`,
    zh: (bytes: number) => `权重约 ${formatBytes(bytes)}`
  },
  export: { en: 'Export', zh: '导出' },
  again: { en: 'Export again', zh: '再次导出' },
  choose: { en: 'Choose a folder…', zh: '选择文件夹…' },
  cancel: { en: 'Cancel', zh: '取消' },
  remaining: {
    en: (ms: number) => `about ${formatDuration(ms)} left`,
    zh: (ms: number) => `大约还需 ${formatDuration(ms)}`
  },
  proof: {
    en: (rows: number, deviation: string) =>
      `${formatCount(rows)} golden rows, largest deviation ${deviation}`,
    zh: (rows: number, deviation: string) => `${formatCount(rows)} 条基准样本，最大偏差 ${deviation}`
  },
  proofHelp: {
    en: 'The written file was opened again and given the golden rows; its outputs were compared with the trained model',
    zh: '重新打开已写入的文件，输入基准样本，并与训练好的模型输出逐一比较'
  },
  use: { en: 'Predict with it from the command line', zh: '在命令行中用它预测' },
  show: { en: 'Show in folder', zh: '在文件夹中显示' },
  earlier: { en: 'Exports of this project', zh: '本项目的导出' },
  folder: { en: 'Folder', zh: '文件夹' },
  format: { en: 'Format', zh: '格式' },
  made: { en: 'Made', zh: '时间' },
  proofHead: { en: 'Proof', zh: '核对' },
  runHead: { en: 'Run', zh: '训练' }
} as const

/** The proof's deviation as people write it: 2.4e-7, or 0. */
export const deviationText = (deviation: number): string =>
  deviation === 0 ? '0' : deviation.toExponential(1)
