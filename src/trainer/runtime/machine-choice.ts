import { availableParallelism } from 'node:os'
import type { TrainingSpec } from '../../shared/training/training-spec.ts'

/** Threads of one operation where nobody says how many: as the environment has it, or one each core. */
export function usualThreadCount(): number {
  const asked = Number(process.env.TF_NUM_INTRAOP_THREADS)
  return Number.isInteger(asked) && asked > 0 ? asked : availableParallelism()
}

export interface MachineChoice {
  readonly device: TrainingSpec['device']
  /** Threads of one operation; null for one each core. */
  readonly threadCount: number | null
}

/**
 * Sets what TensorFlow reads from the environment while it loads: device, threads, memory.
 * Has no effect once TensorFlow is loaded.
 */
export function chooseMachine({ device, threadCount }: MachineChoice): void {
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2'
  // Without it TensorFlow takes the whole memory of a GPU, and a second trainer finds none.
  process.env.TF_FORCE_GPU_ALLOW_GROWTH ??= 'true'
  if (device === 'cpu') process.env.CUDA_VISIBLE_DEVICES = '-1'
  if (threadCount !== null) process.env.TF_NUM_INTRAOP_THREADS = String(threadCount)
}
