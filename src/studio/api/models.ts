import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { z } from 'zod'
import { ProblemError, unwrap } from '../../shared/core/checked.ts'
import type { RunId } from '../../shared/core/ids.ts'
import { imageSizeOf, type PixelSize } from '../../shared/dataset/prepare-images.ts'
import type { FittedPreparation } from '../../shared/dataset/prepared-data.ts'
import type { EvaluationReport } from '../../shared/evaluation/evaluation-report.ts'
import { usualValue, type InputFacts, type ModelForm } from '../../shared/evaluation/model-form.ts'
import type { InputValues, ModelQuestion } from '../../shared/evaluation/model-question.ts'
import { generationSettings, type GenerationSettings } from '../../shared/generation/generation-settings.ts'
import { attentionLayersOf } from '../../shared/network/attention-layers.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { Recipe } from '../../shared/recipe.ts'
import type { PictureSource, studioApi } from '../../shared/rpc/studio-api.ts'
import { isOfWords } from '../../shared/training/check-training.ts'
import type { PicturePlace } from '../evaluation/read-picture.ts'
import { stateFiles } from '../files/home.ts'
import type { OpenedProject } from '../projects/projects.ts'
import type { Services } from '../services.ts'
import { readModel, readPreparation, readReports } from '../training/run-files.ts'
import type { Handlers, StageMethods } from './handler.ts'
import { requireRun } from './runs.ts'

/** A run whose model can be asked, with all that is kept of it. */
interface TrainedRun {
  readonly opened: OpenedProject
  readonly runFolder: string
  readonly datasetFolder: string
  readonly recipe: Recipe
  readonly preparation: FittedPreparation
}

/** Throws  ProblemError  project/unknown-run, evaluation/no-report */
async function requireTrained(id: RunId, { projects }: Services): Promise<TrainedRun> {
  const opened = projects.require()
  const run = requireRun(opened, id)
  const { folder, store } = opened.session
  const runFolder = folder.run(id)
  const preparation = await readPreparation(runFolder)
  const row = store.runs.get(id)
  const recipe = store.runs.recipe(id)
  if (row === undefined || recipe === undefined || preparation === undefined || run.bestEpoch === null) {
    throw new ProblemError(problem('evaluation/no-report', { run: run.name }))
  }
  return { opened, runFolder, recipe, preparation, datasetFolder: folder.dataset(row.dataset_id) }
}

async function factsOf(
  { datasetFolder, recipe, preparation }: TrainedRun,
  { dataWorker }: Services
): Promise<readonly InputFacts[]> {
  if (preparation.kind !== 'table') return []
  const facts = unwrap(await dataWorker.call('describeInputs', [datasetFolder, recipe.dataset]))
  return preparation.inputs.flatMap(({ name }) => facts.filter((one) => one.name === name))
}

const usualValues = (facts: readonly InputFacts[]): InputValues =>
  Object.fromEntries(
    facts.flatMap((one) => {
      const usual = usualValue(one)
      return usual === undefined ? [] : [[one.name, usual]]
    })
  )

const sizeSeen = ({ steps }: FittedPreparation): PixelSize =>
  unwrap(imageSizeOf({ steps: steps.map(({ step }) => step) }))

const placeOf = (
  source: PictureSource,
  { datasetFolder }: TrainedRun,
  { handles }: Services
): PicturePlace =>
  source.kind === 'file'
    ? { kind: 'file', path: unwrap(handles.pathOf(source.file)) }
    : { kind: 'dataset', folder: datasetFolder, index: source.index }

/** Loaded when first asked for, since sharp takes its time. */
const pictures = () => import('../evaluation/read-picture.ts')

type Asked = z.output<(typeof studioApi)['models.ask']['input']>['question']

async function questionOf(asked: Asked, run: TrainedRun, services: Services): Promise<ModelQuestion> {
  if (asked.kind === 'row') {
    const usual = asked.isExplained ? usualValues(await factsOf(run, services)) : null
    return { kind: 'row', values: asked.values, usual }
  }
  if (asked.kind === 'prompt' || asked.kind === 'attention') return asked
  if (run.preparation.kind !== 'images') throw new ProblemError(problem('evaluation/other-question', {}))
  const { readPicture, pixelsOfPicture } = await pictures()
  const { bytes } = unwrap(await readPicture(placeOf(asked.picture, run, services)))
  const pixels = await pixelsOfPicture(bytes, sizeSeen(run.preparation))
  return { kind: 'image', pixels, isExplained: asked.isExplained }
}

/** A project that may only be looked at keeps no log of its own. */
function logFileFor({ session }: OpenedProject, { homeFolder }: Services): string {
  if (session.readOnlyReason === undefined) return session.folder.trainerLog
  const { trainerLog } = stateFiles(homeFolder)
  mkdirSync(dirname(trainerLog), { recursive: true })
  return trainerLog
}

/** What another version kept otherwise is forgotten: they are only a convenience. */
function keptSettings(kept: string | undefined): GenerationSettings | null {
  if (kept === undefined) return null
  const read = generationSettings.safeParse(JSON.parse(kept))
  return read.success ? read.data : null
}

/** Mean absolute error on the rows that were seen least: of the main target, or of one beside it. */
function typicalErrorOf(reports: readonly EvaluationReport[], target?: string): number | null {
  const [measured] = ['test', 'validation', 'train'].flatMap((part) =>
    reports.filter((one) => one.part === part && ('target' in one ? one.target : undefined) === target)
  )
  return measured?.kind === 'regression' ? measured.mae : null
}

export const modelHandlers: Handlers<StageMethods<'models'>> = {
  'models.describe': async ({ runId }, services): Promise<ModelForm> => {
    const run = await requireTrained(runId, services)
    const { preparation, runFolder } = run
    const { kind, task, target } = preparation
    const model = await readModel(runFolder)
    const reports = (await readReports(runFolder)) ?? []
    const errorOf = (name?: string): number | null => typicalErrorOf(reports, name)
    return {
      kind,
      task,
      // Of a model that writes the classes are its whole vocabulary, which no form needs.
      target: { name: target.name, classes: isOfWords(task) ? null : target.classes },
      ...(target.auxiliaries && {
        auxiliaries: target.auxiliaries.map(({ name, classes }) => ({
          name,
          classes,
          typicalError: errorOf(name)
        }))
      }),
      typicalError: errorOf(),
      inputs: [...(await factsOf(run, services))],
      attention: model === undefined ? [] : [...attentionLayersOf(model)],
      imageSize: kind === 'images' ? sizeSeen(preparation) : null
    }
  },
  'models.keptGeneration': (_input, { projects }) => ({
    settings: keptSettings(projects.require().session.store.settings.get('generation'))
  }),
  'models.keepGeneration': ({ settings }, { projects }) => {
    const { session } = projects.require()
    if (session.readOnlyReason === undefined)
      session.store.settings.set('generation', JSON.stringify(settings))
    return {}
  },
  'models.picture': async ({ runId, picture }, services) => {
    const run = await requireTrained(runId, services)
    const { readPicture, showPicture } = await pictures()
    const read = unwrap(await readPicture(placeOf(picture, run, services)))
    return showPicture(read, sizeSeen(run.preparation))
  },
  'models.ask': async ({ runId, taskId, question }, services) => {
    const run = await requireTrained(runId, services)
    return services.tasks.run(taskId, async ({ signal }) => {
      const asked = await questionOf(question, run, services)
      const answers = await services.models.ask(
        { modelFolder: run.runFolder, logFile: logFileFor(run.opened, services) },
        asked,
        { signal, onPart: (answer) => services.emit({ type: 'model-answered', taskId, answer }) }
      )
      return { answers: [...answers] }
    })
  }
}
