import { z } from 'zod'
import { problemSchema } from '../core/schema.ts'
import { exportFormat, exportManifest } from '../export/export-manifest.ts'
import { modelAnswer, modelQuestion } from '../evaluation/model-question.ts'
import { evaluationReport } from '../evaluation/evaluation-report.ts'
import { generationSettings } from '../generation/generation-settings.ts'
import { recipe } from '../recipe.ts'
import { forecast } from '../training/forecast.ts'
import { rateSweep } from '../training/rate-sweep.ts'
import { runEvent } from '../training/run-events.ts'

/** Folders are absolute paths given by the studio; the trainer opens nothing else. */
const folder = z.string().min(1)

/** One trainer process does one job and ends. */
export const trainerJob = z.discriminatedUnion('kind', [
  /**
   * Prepares, fits, evaluates; leaves preparation.json, checkpoints/, evaluation.json and predictions.json in the run's
   * folder. Told to pause, it ends with `paused` as its last event, and has not evaluated.
   */
  z.strictObject({
    kind: z.literal('train'),
    runFolder: folder,
    datasetFolder: folder,
    recipe,
    threadCount: z.int().min(1).nullable(),
    /** Goes on from the newest whole checkpoint in the run's folder; else starts afresh and forgets older checkpoints. */
    resume: z.boolean(),
    /** A new run starts from the best weights of the run in this folder, instead of from random ones. */
    initialWeightsFrom: folder.nullable(),
    /** Training time between two checkpoints in mid-epoch; half a minute where left out. */
    checkpointEveryMs: z.int().min(0).optional()
  }),
  /** A finished run on other data: one report, part 'all'. */
  z.strictObject({ kind: z.literal('evaluate'), modelFolder: folder, datasetFolder: folder }),
  /** A run's or export's folder on raw rows (an imported dataset); writes a CSV file. */
  z.strictObject({
    kind: z.literal('predict'),
    modelFolder: folder,
    datasetFolder: folder,
    outFile: z.string().nullable()
  }),
  /** Writes an export into an empty folder and proves it. */
  z.strictObject({
    kind: z.literal('export'),
    runFolder: folder,
    datasetFolder: folder,
    outFolder: folder,
    format: exportFormat,
    run: exportManifest.shape.run,
    productVersion: z.string(),
    createdAt: z.int()
  }),
  /** A run's or an export's text generator goes on with a prompt; text comes as `generated` messages. */
  z.strictObject({ kind: z.literal('generate'), modelFolder: folder, settings: generationSettings }),
  /** Keeps the model of a run or an export loaded and answers questions until it is told to stop. */
  z.strictObject({ kind: z.literal('open-model'), modelFolder: folder }),
  /** Some steps of a training, to say what the whole of it will take. */
  z.strictObject({
    kind: z.literal('forecast'),
    datasetFolder: folder,
    recipe,
    threadCount: z.int().min(1).nullable()
  }),
  /** Some steps with a rising learning rate, to say which one to begin with. */
  z.strictObject({
    kind: z.literal('find-learning-rate'),
    datasetFolder: folder,
    recipe,
    threadCount: z.int().min(1).nullable(),
    from: z.number().gt(0),
    to: z.number().gt(0),
    stepCount: z.int().min(10).max(10_000)
  }),
  /** What the machine can train on. */
  z.strictObject({ kind: z.literal('probe') })
])
export type TrainerJob = z.infer<typeof trainerJob>

const answer = {
  label: z.union([z.string(), z.number()]),
  probabilities: z.record(z.string(), z.number()).nullable()
}

export const prediction = z.strictObject({
  row: z.int(),
  ...answer,
  /** What is predicted beside it. */
  auxiliaries: z.array(z.strictObject({ target: z.string(), ...answer })).optional(),
  /** Forecasts: when, and of which series; rows count what is foretold. */
  time: z.string().optional(),
  series: z.string().nullable().optional(),
  /** Forecasts: the band that is to hold four of five values; absent where validation was too short, and in older runs. */
  low: z.number().optional(),
  high: z.number().optional()
})

/** Numbers the questions of one trainer process. */
const questionId = z.int().min(1)

/**
 * Studio → trainer. `stop` ends at the next step, measures the best weights and finishes; `pause` writes a checkpoint
 * at the next step and ends without measuring. Both can be continued by a job with `resume`. `ask` and `cancel` are for
 * an open model, which answers one question after the other.
 */
export const trainerCommand = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('start'), job: trainerJob }),
  z.strictObject({ type: z.literal('stop') }),
  z.strictObject({ type: z.literal('pause') }),
  z.strictObject({ type: z.literal('ask'), id: questionId, question: modelQuestion }),
  z.strictObject({ type: z.literal('cancel'), id: questionId })
])
export type TrainerCommand = z.infer<typeof trainerCommand>

export const trainerResult = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('train') }),
  z.strictObject({
    kind: z.literal('evaluate'),
    report: evaluationReport,
    /** Of the targets beside the main one. */
    auxiliaries: z.array(evaluationReport).optional()
  }),
  z.strictObject({ kind: z.literal('predict'), rowCount: z.int(), predictions: z.array(prediction) }),
  z.strictObject({ kind: z.literal('export'), manifest: exportManifest }),
  z.strictObject({ kind: z.literal('open-model') }),
  z.strictObject({ kind: z.literal('forecast'), forecast }),
  z.strictObject({ kind: z.literal('find-learning-rate'), sweep: rateSweep }),
  z.strictObject({
    kind: z.literal('generate'),
    /** What was added to the prompt. */
    text: z.string(),
    tokenCount: z.int().min(0),
    isEnded: z.boolean(),
    durationMs: z.number().min(0)
  }),
  z.strictObject({
    kind: z.literal('probe'),
    tensorflow: z.string(),
    device: z.strictObject({ kind: z.enum(['gpu', 'cpu']), name: z.string(), memoryBytes: z.int() }),
    cpuFeatures: z.array(z.string())
  })
])
export type TrainerResult = z.infer<typeof trainerResult>

/** Trainer → studio. A heartbeat at least every two seconds, also between steps. */
export const trainerMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('heartbeat'), memoryBytes: z.int() }),
  z.strictObject({ type: z.literal('event'), event: runEvent }),
  z.strictObject({ type: z.literal('task-progress'), doneShare: z.number().min(0).max(1) }),
  /** The next piece of a text that is being generated. */
  z.strictObject({ type: z.literal('generated'), text: z.string() }),
  /** One piece of an answer; the last piece is followed by `answer-ended`, unless the question was cancelled or refused. */
  z.strictObject({ type: z.literal('answer'), id: questionId, answer: modelAnswer }),
  z.strictObject({ type: z.literal('answer-ended'), id: questionId }),
  z.strictObject({ type: z.literal('refused'), id: questionId, problem: problemSchema }),
  z.strictObject({ type: z.literal('done'), result: trainerResult }),
  z.strictObject({ type: z.literal('failed'), problem: problemSchema })
])
export type TrainerMessage = z.infer<typeof trainerMessage>
