import { fail, ok, type Checked } from '../../shared/core/checked.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { writeWeights, type BuiltModel } from '../network/build-model.ts'
import { readBestCheckpoint } from './checkpoint/read-checkpoint.ts'

/**
 * Gives a new model the best weights of another run, whose network has the same layers.
 *
 * Problems  those of `readBestCheckpoint`; training/weights-do-not-fit
 */
export async function takeWeights(model: BuiltModel, runFolder: string): Promise<Checked<undefined>> {
  const read = await readBestCheckpoint(runFolder)
  if (!read.ok) return read
  const kept = new Map(read.value.map((weight) => [weight.name, weight]))
  const say = (shape: readonly number[] | undefined): string => shape?.join(' × ') ?? '–'
  for (const { name, variable } of model.weights) {
    const found = kept.get(name)
    kept.delete(name)
    if (found?.shape.join() === variable.shape.join()) continue
    const values = { weight: name, expected: say(variable.shape), found: say(found?.shape) }
    return fail(problem('training/weights-do-not-fit', values))
  }
  const [left] = kept.values()
  if (left !== undefined) {
    const values = { weight: left.name, expected: say(undefined), found: say(left.shape) }
    return fail(problem('training/weights-do-not-fit', values))
  }
  writeWeights(model, read.value)
  return ok(undefined)
}
