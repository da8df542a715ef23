import type { StartTrainer } from '../../../src/studio/training/run-queue.ts'
import type { SupervisorTiming } from '../../../src/studio/training/supervisor-state.ts'
import { supervise, type SupervisedTrainer } from '../../../src/studio/training/supervisor.ts'
import { machineMemoryBytes, startTrainerProcess } from '../../../src/studio/training/trainer-process.ts'

/** Real trainer processes, with a hand on each. */
export function realTrainers(options: { entry?: string; timing?: SupervisorTiming } = {}) {
  const started: SupervisedTrainer[] = []
  const startTrainer: StartTrainer = ({ logFile, ...rest }) => {
    const port = startTrainerProcess({
      logFile,
      ...(options.entry === undefined ? {} : { entry: options.entry })
    })
    const trainer = supervise(port, {
      ...rest,
      tickMs: 100,
      machineMemoryBytes: machineMemoryBytes(),
      timing: options.timing
    })
    started.push(trainer)
    return trainer
  }
  return {
    startTrainer,
    signal: (name: NodeJS.Signals) => process.kill(started.at(-1)?.pid ?? Number.NaN, name),
    started
  }
}
