import { z } from 'zod'
import { datasetId, exportId, fileHandle, runId, taskId } from '../core/ids.ts'
import { problemSchema, timestamp } from '../core/schema.ts'
import { columnProfile, datasetManifest } from '../dataset/dataset-manifest.ts'
import { columnKind } from '../dataset/column.ts'
import {
  columnSpec,
  datasetSpec,
  preparationStep,
  splitSpec,
  tableFormat,
  task
} from '../dataset/dataset-spec.ts'
import { lengthSummary } from '../dataset/transforms/pad-sequence.ts'
import { textPiece } from '../dataset/text/text-piece.ts'
import { dataPart, inputPart } from '../dataset/prepared-data.ts'
import { evaluationReport, rowPrediction } from '../evaluation/evaluation-report.ts'
import { modelForm } from '../evaluation/model-form.ts'
import { attentionQuestion, inputValues, modelAnswer, promptQuestion } from '../evaluation/model-question.ts'
import { exportFormat, exportRecord } from '../export/export-manifest.ts'
import { recipe } from '../recipe.ts'
import { forecast } from '../training/forecast.ts'
import { startPlan } from '../training/start-plan.ts'
import { rateSweep } from '../training/rate-sweep.ts'
import { runDetail, runSummary } from '../training/trained-run.ts'
import { generationSettings } from '../generation/generation-settings.ts'
import { draft, openProject, projectSummary, sample } from './project.ts'

const nothing = z.strictObject({})
const method = <Input extends z.ZodType, Output extends z.ZodType>(input: Input, output: Output) => ({
  input,
  output
})

/** A cell as the table shows it; null is missing. Dates come as milliseconds since 1970. */
const plainCell = z.union([z.number(), z.string(), z.null()])

/** A text on its way to numbers: its tokens, or its terms with their weights. */
export const piecesCell = z.strictObject({
  pieces: z.array(textPiece),
  /** Pieces that are left out here. */
  moreCount: z.int().min(0)
})
export type PiecesCell = z.infer<typeof piecesCell>

export const cell = z.union([plainCell, piecesCell])

export const tableFilter = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('between'), column: z.string(), low: z.number(), high: z.number() }),
  z.strictObject({ kind: z.literal('equals'), column: z.string(), value: z.string() }),
  z.strictObject({ kind: z.literal('missing'), column: z.string() }),
  z.strictObject({ kind: z.literal('rows'), rows: z.array(z.int()) })
])
export type TableFilter = z.infer<typeof tableFilter>

export const tablePage = z.strictObject({
  /** Rows that pass the filters. */
  rowCount: z.int(),
  columns: z.array(z.string()),
  /** Original row numbers, from 0. */
  rowIndices: z.array(z.int()),
  rows: z.array(z.array(cell))
})
export type TablePage = z.infer<typeof tablePage>

/** An image as bytes in base64: messages must also pass through a browser's WebSocket. */
export const encodedImage = z.strictObject({ index: z.int(), mime: z.string(), base64: z.string() })

/** A picture to try a model on: one that the person chose, or one of the run's own dataset. */
export const pictureSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('file'), file: fileHandle }),
  z.strictObject({ kind: z.literal('dataset'), index: z.int().min(0) })
])
export type PictureSource = z.infer<typeof pictureSource>

const picture = z.strictObject({ mime: z.string(), base64: z.string() })

export const imageInfo = z.strictObject({
  index: z.int(),
  path: z.string(),
  classIndex: z.int(),
  width: z.int(),
  height: z.int(),
  sizeBytes: z.int()
})

/** What the preparation does, step by step, worked out on the real data. */
export const preparationSummary = z.strictObject({
  steps: z.array(
    z.strictObject({
      id: z.string(),
      columnCount: z.int(),
      /** Cells, or images, that the step changes; null where that is not counted. */
      changedCount: z.int().nullable(),
      /** What it learned from the training rows, in words; left out where there is nothing to say. */
      report: z.strictObject({ en: z.string(), zh: z.string() }).optional(),
      /** How long the training texts are, where the step brings them to one length. */
      lengths: lengthSummary.optional(),
      problem: problemSchema.nullable()
    })
  ),
  parts: z.array(z.strictObject({ part: dataPart, rowCount: z.int(), classCounts: z.array(z.int()) })),
  classes: z.array(z.string()).nullable(),
  /** What is predicted beside the target; class names in code order, null for a number. */
  auxiliaries: z
    .array(z.strictObject({ name: z.string(), classes: z.array(z.string()).nullable() }))
    .optional(),
  sampleShape: z.array(z.int()).nullable(),
  /** Where a sample is several inputs: each of them. */
  inputParts: z.array(inputPart).optional(),
  /** Tokens of the vocabulary, where a sample is a sequence of tokens. */
  wordCount: z.int().optional(),
  /** By which that vocabulary is told from others. */
  wordsMark: z.string().optional(),
  /** Values that a forecast asks for. */
  horizon: z.int().optional(),
  /** Words that a network is to give for each sample, one after another. */
  stepCount: z.int().optional(),
  featureNames: z.array(z.string()),
  problems: z.array(problemSchema),
  /** What stops nothing but should be known, such as rows left out. */
  notes: z.array(problemSchema)
})
export type PreparationSummary = z.infer<typeof preparationSummary>

export const fileEntry = z.strictObject({
  name: z.string(),
  kind: z.enum(['folder', 'file']),
  sizeBytes: z.int(),
  handle: fileHandle
})

const words = z.strictObject({ en: z.string(), zh: z.string() })

export const doctorFinding = z.strictObject({
  name: words,
  status: z.enum(['ok', 'warning', 'problem']),
  found: words,
  /** What to do; null when all is well. */
  advice: words.nullable()
})

export const preferences = z.strictObject({
  locale: z.enum(['en', 'zh']),
  theme: z.enum(['light', 'dark', 'system']),
  isInspectorOpen: z.boolean(),
  inspectorWidth: z.int().min(240).max(640),
  isDrawerOpen: z.boolean(),
  favouriteLayers: z.array(z.string()),
  /** What becomes of runs that were at work when the program ended, once their project is open again. */
  continueRunsOnOpen: z.enum(['ask', 'always', 'never'])
})
export type Preferences = z.infer<typeof preferences>

/**
 * All that the window, the browser and the command line may ask of the studio: method → schemas of input and output.
 * Every call answers with its output, or with a problem. The one place where these names are written.
 */
export const studioApi = {
  'system.info': method(
    nothing,
    z.strictObject({
      version: z.string(),
      host: z.enum(['window', 'browser']),
      platform: z.string(),
      /** 'GPU' or 'CPU', with the device's name and memory in bytes. */
      device: z.strictObject({ kind: z.enum(['gpu', 'cpu']), name: z.string(), memoryBytes: z.int() })
    })
  ),
  'system.doctor': method(nothing, z.strictObject({ findings: z.array(doctorFinding) })),
  'system.log': method(
    z.strictObject({ lineCount: z.int().min(1).max(2000) }),
    z.strictObject({ lines: z.array(z.string()) })
  ),
  'preferences.get': method(nothing, preferences),
  'preferences.set': method(preferences.partial(), preferences),

  /** Browser host only: what lies in a folder below the one given on its command line; null is that folder. */
  'files.list': method(
    z.strictObject({ folder: fileHandle.nullable() }),
    z.strictObject({ label: z.string(), parent: fileHandle.nullable(), entries: z.array(fileEntry) })
  ),

  'projects.recent': method(nothing, z.strictObject({ projects: z.array(projectSummary) })),
  'projects.current': method(nothing, z.strictObject({ project: openProject.nullable() })),
  /** Without a folder: a new one below the person's project folder. */
  'projects.create': method(
    z.strictObject({ name: z.string().min(1).max(120), folder: fileHandle.optional() }),
    openProject
  ),
  'projects.open': method(
    z.union([z.strictObject({ key: z.string() }), z.strictObject({ folder: fileHandle })]),
    openProject
  ),
  /** Opens the project in which a run was at work when the program last ended; null where there is none. */
  'projects.pickUp': method(nothing, z.strictObject({ project: openProject.nullable() })),
  'projects.close': method(nothing, nothing),
  'projects.rename': method(z.strictObject({ name: z.string().min(1).max(120) }), openProject),
  'projects.forget': method(z.strictObject({ key: z.string() }), nothing),
  'projects.samples': method(nothing, z.strictObject({ samples: z.array(sample) })),
  /** Makes a project of its own and imports the sample into it; the draft has a template ready to train. */
  'projects.openSample': method(z.strictObject({ key: z.string() }), openProject),

  /** Keeps what the person is working on; answered when it is safely on disk. */
  'draft.save': method(z.strictObject({ draft }), z.strictObject({ savedAt: timestamp })),

  /** Looks at a chosen file or folder without importing it. */
  'datasets.inspect': method(
    z.strictObject({ file: fileHandle, format: tableFormat.partial().optional() }),
    z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('table'),
        name: z.string(),
        sizeBytes: z.int(),
        format: tableFormat,
        columns: z.array(z.strictObject({ name: z.string(), kind: columnKind })),
        rows: z.array(z.array(z.string()))
      }),
      z.strictObject({
        kind: z.literal('images'),
        name: z.string(),
        sizeBytes: z.int(),
        classes: z.array(z.strictObject({ name: z.string(), imageCount: z.int() }))
      })
    ])
  ),
  /** Long: reports `task-progress` under the given task id, and can be cancelled by it. Answers when done. */
  'datasets.import': method(
    z.strictObject({
      file: fileHandle,
      format: tableFormat.partial().optional(),
      columns: z.array(z.strictObject({ name: z.string(), kind: columnKind })).optional(),
      taskId
    }),
    datasetManifest
  ),
  'datasets.list': method(nothing, z.strictObject({ datasets: z.array(datasetManifest) })),
  'datasets.get': method(z.strictObject({ id: datasetId }), datasetManifest),
  /** A spec with everything chosen from the data: kinds, target, steps, split. With a target: for that target. */
  'datasets.suggest': method(
    z.strictObject({ id: datasetId, target: z.string().optional(), task: task.optional() }),
    datasetSpec
  ),
  'datasets.rows': method(
    z.strictObject({
      id: datasetId,
      offset: z.int().min(0),
      limit: z.int().min(1).max(500),
      sort: z.strictObject({ column: z.string(), isDescending: z.boolean() }).nullable(),
      filters: z.array(tableFilter),
      /** Shows the table as it is after this many steps of the preparation; 0 is as imported. */
      preparation: z
        .strictObject({
          columns: z.array(columnSpec),
          steps: z.array(preparationStep),
          split: splitSpec,
          task,
          afterStep: z.int().min(0)
        })
        .nullable()
    }),
    tablePage
  ),
  /** Histogram (or counts of top values) of one column for each class of the target. */
  'datasets.distribution': method(
    z.strictObject({ id: datasetId, column: z.string(), target: z.string().nullable() }),
    z.strictObject({
      profile: columnProfile,
      groups: z.array(z.strictObject({ name: z.string(), counts: z.array(z.int()) }))
    })
  ),
  'datasets.images': method(
    z.strictObject({
      id: datasetId,
      classIndex: z.int().nullable(),
      offset: z.int().min(0),
      limit: z.int().min(1).max(500)
    }),
    z.strictObject({ imageCount: z.int(), images: z.array(imageInfo) })
  ),
  /** Thumbnails no larger than `size` pixels on their longer side. */
  'datasets.thumbnails': method(
    z.strictObject({
      id: datasetId,
      indices: z.array(z.int().min(0)).max(200),
      size: z.int().min(16).max(1024)
    }),
    z.strictObject({ images: z.array(encodedImage) })
  ),
  'datasets.preparation': method(z.strictObject({ id: datasetId, dataset: datasetSpec }), preparationSummary),

  /** What a run of this recipe would take over from the best weights of another, layer by layer. */
  'runs.startPlan': method(z.strictObject({ id: runId, datasetId, recipe }), startPlan),
  /** The preparation with its text read by the words and steps of a run, so that the run's weights mean the same. */
  'runs.takeWords': method(z.strictObject({ id: runId, dataset: datasetSpec }), datasetSpec),
  /** Queues a run of the recipe on an imported dataset. */
  'runs.start': method(
    z.strictObject({
      datasetId,
      recipe,
      name: z.string().max(120).optional(),
      parentId: runId.nullable(),
      /** The run from whose best weights it starts, whatever the recipe says of that. */
      weightsFrom: runId.optional()
    }),
    runSummary
  ),
  /** Ends at the next step and keeps the best weights so far; a queued run is taken out of the queue. */
  'runs.stop': method(z.strictObject({ id: runId }), runSummary),
  /** Writes a checkpoint at the next step and frees the device for the next run; a queued run is taken out of the queue. */
  'runs.pause': method(z.strictObject({ id: runId }), runSummary),
  /** Queues a run that was paused, interrupted or stopped, to go on from its newest checkpoint exactly as if it had not ended. */
  'runs.continue': method(z.strictObject({ id: runId }), runSummary),
  /** Queues a new run of the same recipe that starts from the best weights of this one; with another batch size where one is given. */
  'runs.branch': method(
    z.strictObject({ id: runId, batchSize: z.int().min(1).optional(), name: z.string().max(120).optional() }),
    runSummary
  ),
  /** Runs that were at work when the program last ended and of which nobody has said yet whether they go on. */
  'runs.unfinished': method(nothing, z.strictObject({ ids: z.array(runId) })),
  /** Says so for all of them. */
  'runs.settleUnfinished': method(z.strictObject({ continues: z.boolean() }), nothing),
  'runs.list': method(nothing, z.strictObject({ runs: z.array(runSummary) })),
  'runs.get': method(z.strictObject({ id: runId }), runDetail),
  'runs.recipe': method(z.strictObject({ id: runId }), recipe),
  'runs.update': method(
    z.strictObject({
      id: runId,
      name: z.string().min(1).max(120).optional(),
      tags: z.array(z.string().min(1).max(40)).max(20).optional(),
      note: z.string().max(10000).optional()
    }),
    runSummary
  ),
  /** Taken out of the list; `runs.restore` brings it back until the project is closed. */
  'runs.delete': method(z.strictObject({ id: runId }), nothing),
  'runs.restore': method(z.strictObject({ id: runId }), runSummary),

  /** Long: what a training of the recipe will take, measured by some of its steps. Nothing is kept. */
  'training.forecast': method(z.strictObject({ datasetId, recipe, taskId }), forecast),
  /** Long: tries rising learning rates from the recipe's start weights. Nothing is kept. */
  'training.findRate': method(z.strictObject({ datasetId, recipe, taskId }), rateSweep),

  'evaluation.reports': method(
    z.strictObject({ runId }),
    z.strictObject({ reports: z.array(evaluationReport) })
  ),
  /** Rows behind a figure, most confident first; null means any class. */
  'evaluation.rows': method(
    z.strictObject({
      runId,
      part: dataPart,
      /** Of a target beside the main one: its column. */
      target: z.string().optional(),
      actual: z.int().nullable(),
      predicted: z.int().nullable(),
      onlyMistakes: z.boolean(),
      offset: z.int().min(0),
      limit: z.int().min(1).max(500)
    }),
    z.strictObject({ rowCount: z.int(), rows: z.array(rowPrediction) })
  ),
  /** Rows of one part of which each run is right or wrong, for the test whether a lead is chance (exact McNemar). */
  'evaluation.compare': method(
    z.strictObject({ first: runId, second: runId, part: dataPart }),
    z.strictObject({
      onlyFirstRight: z.int(),
      onlySecondRight: z.int(),
      rowCount: z.int(),
      pValue: z.number().nullable()
    })
  ),

  /** What a finished run's model is asked for by hand, with what its training part says of each input. */
  'models.describe': method(z.strictObject({ runId }), modelForm),
  /** How texts were last asked for in this project; null before the first time. */
  'models.keptGeneration': method(nothing, z.strictObject({ settings: generationSettings.nullable() })),
  /** Keeps it with the project; one that can only be looked at keeps nothing. */
  'models.keepGeneration': method(z.strictObject({ settings: generationSettings }), nothing),
  /** A picture as it is, and as the network sees it. */
  'models.picture': method(
    z.strictObject({ runId, picture: pictureSource }),
    z.strictObject({
      name: z.string(),
      width: z.int(),
      height: z.int(),
      original: picture,
      seen: picture
    })
  ),
  /**
   * Asks a finished run's model. Each piece of the answer is told by `model-answered` as soon as it is there, and all of
   * them at the end. Cancelled by its task id.
   */
  'models.ask': method(
    z.strictObject({
      runId,
      taskId,
      question: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('row'), values: inputValues, isExplained: z.boolean() }),
        z.strictObject({ kind: z.literal('image'), picture: pictureSource, isExplained: z.boolean() }),
        promptQuestion,
        attentionQuestion
      ])
    }),
    z.strictObject({ answers: z.array(modelAnswer) })
  ),

  /** Long: reports `task-progress`. Without a folder: below the project's own `exports`. */
  'exports.create': method(
    z.strictObject({ runId, format: exportFormat, folder: fileHandle.optional(), taskId }),
    exportRecord
  ),
  'exports.list': method(nothing, z.strictObject({ exports: z.array(exportRecord) })),
  /** Opens the file manager at an export; window only. */
  'exports.show': method(z.strictObject({ id: exportId }), nothing),

  'tasks.cancel': method(z.strictObject({ id: taskId }), nothing)
} as const

export type StudioApi = typeof studioApi
export type StudioMethod = keyof StudioApi
export type StudioInput<Method extends StudioMethod> = z.input<StudioApi[Method]['input']>
export type StudioOutput<Method extends StudioMethod> = z.output<StudioApi[Method]['output']>

/** What the studio tells without being asked. */
export const studioEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('task-progress'),
    taskId,
    /** 0 to 1; null while it cannot be told. */
    doneShare: z.number().min(0).max(1).nullable(),
    remainingMs: z.number().nullable(),
    text: z.strictObject({ en: z.string(), zh: z.string() })
  }),
  z.strictObject({ type: z.literal('model-answered'), taskId, answer: modelAnswer }),
  /** A run was added or changed; at most ten a second for each run. */
  z.strictObject({ type: z.literal('run-changed'), run: runSummary }),
  /** Live numbers of the run at work; at most ten a second. */
  z.strictObject({
    type: z.literal('run-progressed'),
    runId,
    stepLosses: z.array(z.strictObject({ x: z.number(), y: z.number() }))
  }),
  z.strictObject({ type: z.literal('run-deleted'), runId }),
  z.strictObject({ type: z.literal('project-changed'), project: openProject.nullable() }),
  /** The project that is to be picked up is still being closed by the program before; the call waits. */
  z.strictObject({ type: z.literal('project-closing'), name: z.string() }),
  z.strictObject({ type: z.literal('problem'), problem: problemSchema }),
  /** The shell's own notice: the studio process ended and was started again. */
  z.strictObject({ type: z.literal('studio-restarted'), reason: z.string() })
])
export type StudioEvent = z.infer<typeof studioEvent>
