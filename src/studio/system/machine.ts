import { arch, cpus, platform, release, totalmem } from 'node:os'
import type { TrainerResult } from '../../shared/rpc/trainer-protocol.ts'
import type { StartTrainer } from '../training/run-queue.ts'

export type Probe = Extract<TrainerResult, { kind: 'probe' }>
export type Device = Probe['device']

/** Before a trainer has looked: the processor, which is always there. */
export const processor = (): Device => ({
  kind: 'cpu',
  name: cpus()[0]?.model.trim() ?? arch(),
  memoryBytes: totalmem()
})

export const platformLabel = (): string => `${platform()} ${release()} ${arch()}`

/** Asks a trainer process what it can train on; undefined when none could be started. */
export async function probeTrainer(startTrainer: StartTrainer, logFile: string): Promise<Probe | undefined> {
  let found: Probe | undefined
  const trainer = startTrainer({
    job: { kind: 'probe' },
    logFile,
    onMessage: (message) => {
      if (message.type === 'done' && message.result.kind === 'probe') found = message.result
    }
  })
  await trainer.ended
  return found
}
