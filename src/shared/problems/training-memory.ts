import { words } from './words.ts'

const gigabytes = (bytes: number): string => (bytes / 1e9).toPrecision(2)

/** A training that the memory of this machine does not allow. */
export const trainingMemoryProblems = {
  'training/batch-too-large': words<{
    batchSize: number
    largest: number
    neededBytes: number
    freeBytes: number
  }>({
    en: ({ batchSize, largest, neededBytes, freeBytes }) => ({
      message: `A step with ${batchSize} rows needs at least ${gigabytes(neededBytes)} GB of memory, but ${gigabytes(freeBytes)} GB are free.`,
      fix: `Use batches of at most ${largest} rows; gradient accumulation gives the effect of larger ones.`
    }),
    zh: ({ batchSize, largest, neededBytes, freeBytes }) => ({
      message: `每批 ${batchSize} 行的训练步至少需要 ${gigabytes(neededBytes)} GB 内存，而可用内存为 ${gigabytes(freeBytes)} GB。`,
      fix: `请将批大小设为不超过 ${largest}；梯度累积可以达到更大批的效果。`
    })
  }),
  'training/network-too-large': words<{ neededBytes: number; freeBytes: number }>({
    en: ({ neededBytes, freeBytes }) => ({
      message: `The network needs at least ${gigabytes(neededBytes)} GB of memory to be trained, but ${gigabytes(freeBytes)} GB are free.`,
      fix: 'Make the network or the images smaller, or close other programs.'
    }),
    zh: ({ neededBytes, freeBytes }) => ({
      message: `训练该网络至少需要 ${gigabytes(neededBytes)} GB 内存，而可用内存为 ${gigabytes(freeBytes)} GB。`,
      fix: '请缩小网络或图像，或关闭其他程序。'
    })
  })
} as const
