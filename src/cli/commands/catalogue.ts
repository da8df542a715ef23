import { check } from './check.ts'
import type { Command } from './command.ts'
import { compare } from './compare.ts'
import { deleteRun } from './delete.ts'
import { doctor } from './doctor.ts'
import { evaluate } from './evaluate.ts'
import { exportRun } from './export.ts'
import { findRate } from './find-rate.ts'
import { generate } from './generate.ts'
import { predict } from './predict.ts'
import { profile } from './profile.ts'
import { quick } from './quick.ts'
import { runs } from './runs.ts'
import { serve } from './serve.ts'
import { show } from './show.ts'
import { train } from './train.ts'

/** All commands, in the order of the help. */
export const commands: readonly Command[] = [
  train,
  quick,
  runs,
  show,
  compare,
  deleteRun,
  evaluate,
  predict,
  generate,
  exportRun,
  profile,
  check,
  findRate,
  serve,
  doctor
]
