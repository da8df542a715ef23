import { createHash } from 'node:crypto'
import type { PreparedData } from '../../shared/dataset/prepared-data.ts'
import type { ModelSpec } from '../../shared/network/model-spec.ts'
import { usualThreadCount } from '../runtime/machine-choice.ts'
import { isOnGpu } from '../runtime/probe.ts'
import { hashOf, type TrainingFacts } from './checkpoint/manifest.ts'

export interface FactSources {
  readonly seed: number
  readonly datasetFingerprint: string
  readonly data: PreparedData
  readonly spec: ModelSpec
  readonly engine: string
  readonly machine: { readonly device: string; readonly versions: Readonly<Record<string, string>> }
  /** Null for one each core. */
  readonly threadCount: number | null
}

/** What a training's numbers follow from, beside its recipe. */
export const describeTraining = ({
  data,
  spec,
  machine,
  threadCount,
  ...facts
}: FactSources): TrainingFacts => ({
  ...facts,
  dataHash: hashData(data),
  modelHash: hashOf(JSON.stringify(spec)),
  versions: { ...machine.versions },
  threadCount: threadCount ?? usualThreadCount(),
  device: { kind: isOnGpu() ? 'gpu' : 'cpu', name: machine.device }
})

function hashData({ samples, labels, weights, parts }: PreparedData): string {
  const hash = createHash('sha256')
  const { values, ...form } = samples
  hash.update(JSON.stringify(form))
  const arrays = [values, labels, parts.train, parts.validation, parts.test]
  for (const array of weights === undefined ? arrays : [...arrays, weights]) {
    hash.update(`${array.length} `)
    hash.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength))
  }
  return hash.digest('hex')
}
