import type { Label } from '../../shared/core/params.ts'

/** Told while an import is at work: how much is done (0 to 1), and what it is doing. */
export type ImportProgress = (doneShare: number, text: Label) => void

export const importTexts = {
  decoding: { en: 'Converting the text to UTF-8', zh: '正在转换为 UTF-8' },
  loading: { en: 'Reading the rows', zh: '正在读取数据行' },
  profiling: { en: 'Working out the profile of each column', zh: '正在统计各列' },
  writing: { en: 'Keeping the columns', zh: '正在保存各列' },
  images: { en: 'Reading the images', zh: '正在读取图像' },
  pixels: { en: 'Bringing the images to one size', zh: '正在统一图像尺寸' }
} as const

/** Calls `tell` a few times a second until the work is done. */
export async function whileWorking<T>(work: Promise<T>, tell: () => void): Promise<T> {
  const timer = setInterval(tell, 200)
  try {
    return await work
  } finally {
    clearInterval(timer)
  }
}
