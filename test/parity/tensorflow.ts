import { createRequire } from 'node:module'
import type * as TensorFlow from '@tensorflow/tfjs-node-gpu'

const require = createRequire(import.meta.url)

/** TensorFlow.js on its native engine. Node 23 dropped two functions that its binding still calls. */
export function loadTensorFlow(): typeof TensorFlow {
  const util = require('node:util') as Record<string, unknown>
  util.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined
  util.isArray ??= Array.isArray
  return require('@tensorflow/tfjs-node-gpu') as typeof TensorFlow
}
