import { readFile } from 'node:fs/promises'
import os from 'node:os'
import type { TrainerResult } from '../../shared/rpc/trainer-protocol.ts'
import { tf } from './load-tensorflow.ts'
import { nodeBackend } from './tensorflow-operations.ts'

type Probe = Extract<TrainerResult, { kind: 'probe' }>

/** Instruction sets that TensorFlow's kernels make use of, as Linux names them. */
const USEFUL_FEATURES = [
  'sse4_2',
  'avx',
  'avx2',
  'fma',
  'avx512f',
  'avx512_vnni',
  'avx512_bf16',
  'amx_tile',
  'asimd'
]

/** What this process trains on, found after TensorFlow is loaded. */
export async function probeMachine(): Promise<Probe> {
  return {
    kind: 'probe',
    tensorflow: nodeBackend().binding.TF_Version,
    device: await findDevice(),
    cpuFeatures: await readCpuFeatures()
  }
}

/** What the run record says of its device and libraries. */
export async function describeMachine(): Promise<{
  device: string
  engine: string
  versions: Record<string, string>
}> {
  const device = await findDevice()
  const tensorflow = nodeBackend().binding.TF_Version
  return {
    device: device.name,
    engine: `TensorFlow ${tensorflow}`,
    versions: { tensorflow, tfjs: tf.version['tfjs-node'], node: process.versions.node }
  }
}

export const isOnGpu = (): boolean => nodeBackend().isUsingGpuDevice

async function findDevice(): Promise<Probe['device']> {
  if (!isOnGpu()) {
    return { kind: 'cpu', name: os.cpus()[0]?.model.trim() ?? os.arch(), memoryBytes: os.totalmem() }
  }
  return { kind: 'gpu', name: (await readGpuName()) ?? 'GPU', memoryBytes: 0 }
}

/** The NVIDIA driver's own word for the first card; undefined where the driver does not say. */
async function readGpuName(): Promise<string | undefined> {
  const { readdir } = await import('node:fs/promises')
  const folder = '/proc/driver/nvidia/gpus'
  try {
    const [first] = await readdir(folder)
    if (first === undefined) return undefined
    const text = await readFile(`${folder}/${first}/information`, 'utf8')
    return /^Model:\s*(.+)$/mu.exec(text)?.[1]?.trim()
  } catch {
    return undefined
  }
}

async function readCpuFeatures(): Promise<string[]> {
  try {
    const text = await readFile('/proc/cpuinfo', 'utf8')
    const flags = new Set((/^(?:flags|Features)\s*:\s*(.+)$/mu.exec(text)?.[1] ?? '').split(' '))
    return USEFUL_FEATURES.filter((feature) => flags.has(feature))
  } catch {
    return []
  }
}
