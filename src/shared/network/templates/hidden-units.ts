import type { TemplateData } from './template.ts'

/**
 * Width of a first hidden layer: wider for more features and more rows to learn from, never below 16.
 *
 * Output  a power of two from 16 to 256
 */
export function hiddenUnits({ sampleShape, rowCount }: TemplateData): number {
  const features = sampleShape[0] ?? 1
  const wanted = Math.min(Math.max(2 * features, 32), Math.max(rowCount / 10, 16))
  return Math.min(256, Math.max(16, 2 ** Math.round(Math.log2(wanted))))
}
