import { z } from 'zod'
import { datasetId, runId, type RunId } from '../../shared/core/ids.ts'
import { problemSchema } from '../../shared/core/schema.ts'
import { task } from '../../shared/dataset/dataset-spec.ts'
import { recipe, type Recipe } from '../../shared/recipe.ts'
import { headlineMetrics, runStatus } from '../../shared/training/trained-run.ts'
import type { StoreDatabase } from './open-store.ts'

const jsonOf = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .transform((text) => JSON.parse(text) as unknown)
    .pipe(schema)

/** What is stored of a run, but for its recipe and versions. */
const storedRun = z.object({
  id: runId,
  number: z.int(),
  name: z.string(),
  status: runStatus,
  created_at: z.int(),
  started_at: z.int().nullable(),
  ended_at: z.int().nullable(),
  duration_ms: z.number().nullable(),
  planned_epochs: z.int(),
  best_epoch: z.int().nullable(),
  device: z.string().nullable(),
  engine: z.string().nullable(),
  weight_count: z.int().nullable(),
  dataset_id: datasetId,
  dataset_name: z.string(),
  dataset_fingerprint: z.string(),
  network_title: z.string(),
  task,
  metrics: jsonOf(
    z.strictObject({ train: headlineMetrics, validation: headlineMetrics, test: headlineMetrics })
  ),
  problem: jsonOf(problemSchema).nullable(),
  tags: jsonOf(z.array(z.string())),
  note: z.string(),
  parent_id: runId.nullable(),
  deleted_at: z.int().nullable(),
  /** Where the run can be continued, as the trainer last said. */
  checkpoint_epoch: z.int().nullable(),
  checkpoint_step: z.int().nullable(),
  /** The run whose best weights this one starts from. */
  weights_from: runId.nullable()
})
export type RunRow = z.infer<typeof storedRun>

export type NewRun = Pick<
  RunRow,
  | 'id'
  | 'number'
  | 'name'
  | 'created_at'
  | 'planned_epochs'
  | 'dataset_id'
  | 'dataset_name'
  | 'dataset_fingerprint'
  | 'network_title'
  | 'task'
  | 'parent_id'
> & { readonly recipe: Recipe; readonly weights_from?: RunId | null }

/** The part of a run that changes after it was queued. */
export type RunChange = Partial<
  Pick<
    RunRow,
    | 'name'
    | 'status'
    | 'started_at'
    | 'ended_at'
    | 'duration_ms'
    | 'best_epoch'
    | 'device'
    | 'engine'
    | 'weight_count'
    | 'metrics'
    | 'problem'
    | 'tags'
    | 'note'
    | 'deleted_at'
    | 'checkpoint_epoch'
    | 'checkpoint_step'
  >
>

const noMetrics = JSON.stringify({ train: {}, validation: {}, test: {} })

const insertSql = `
  INSERT INTO runs (id, number, name, status, created_at, planned_epochs, dataset_id, dataset_name,
    dataset_fingerprint, network_title, task, recipe, metrics, versions, tags, note, parent_id, weights_from)
  VALUES (@id, @number, @name, 'queued', @created_at, @planned_epochs, @dataset_id, @dataset_name,
    @dataset_fingerprint, @network_title, @task, @recipe, @metrics, '{}', '[]', '', @parent_id,
    @weights_from)`

const updateSql = `
  UPDATE runs SET name = @name, status = @status, started_at = @started_at, ended_at = @ended_at,
    duration_ms = @duration_ms, best_epoch = @best_epoch, device = @device, engine = @engine,
    weight_count = @weight_count, metrics = @metrics, problem = @problem, tags = @tags, note = @note,
    deleted_at = @deleted_at, checkpoint_epoch = @checkpoint_epoch, checkpoint_step = @checkpoint_step
  WHERE id = @id`

const columns = `id, number, name, status, created_at, started_at, ended_at, duration_ms, planned_epochs, best_epoch,
  device, engine, weight_count, dataset_id, dataset_name, dataset_fingerprint, network_title, task, metrics, problem,
  tags, note, parent_id, deleted_at, checkpoint_epoch, checkpoint_step, weights_from`
const listSql = `SELECT ${columns} FROM runs WHERE deleted_at IS NULL ORDER BY number`
const byIdSql = `SELECT ${columns} FROM runs WHERE id = ?`
/** But for those whose weights a run that has not ended yet may still need. */
const deletedSql = `SELECT id FROM runs WHERE deleted_at IS NOT NULL AND id NOT IN (SELECT weights_from FROM runs
  WHERE weights_from IS NOT NULL AND deleted_at IS NULL AND status NOT IN ('completed', 'stopped', 'failed'))`

const toStored = (row: RunRow) => ({
  ...row,
  metrics: JSON.stringify(row.metrics),
  problem: row.problem === null ? null : JSON.stringify(row.problem),
  tags: JSON.stringify(row.tags)
})

export function createRunQueries(database: StoreDatabase) {
  const insert = database.prepare(insertSql)
  const update = database.prepare(updateSql)
  const list = database.prepare(listSql)
  const byId = database.prepare<[string]>(byIdSql)
  const recipeOf = database.prepare<[string], { recipe: string }>('SELECT recipe FROM runs WHERE id = ?')
  const versionsOf = database.prepare<[string], { versions: string }>(
    'SELECT versions FROM runs WHERE id = ?'
  )
  const setVersions = database.prepare<[string, string]>('UPDATE runs SET versions = ? WHERE id = ?')
  const deleted = database.prepare<[], { id: string }>(deletedSql)
  const remove = database.prepare<[string]>('DELETE FROM runs WHERE id = ?')

  const get = (id: RunId): RunRow | undefined => {
    const row = byId.get(id)
    return row === undefined ? undefined : storedRun.parse(row)
  }
  return {
    add: (run: NewRun): void =>
      void insert.run({
        weights_from: null,
        ...run,
        recipe: JSON.stringify(run.recipe),
        metrics: noMetrics
      }),
    get,
    /** Without those taken out of the list. */
    list: (): readonly RunRow[] => list.all().map((row) => storedRun.parse(row)),
    change: (id: RunId, change: RunChange): void => {
      const row = get(id)
      if (row !== undefined) update.run(toStored({ ...row, ...change }))
    },
    recipe: (id: RunId): Recipe | undefined => {
      const row = recipeOf.get(id)
      return row === undefined ? undefined : recipe.parse(JSON.parse(row.recipe))
    },
    versions: (id: RunId): Record<string, string> => {
      const row = versionsOf.get(id)
      return row === undefined ? {} : z.record(z.string(), z.string()).parse(JSON.parse(row.versions))
    },
    setVersions: (id: RunId, versions: Readonly<Record<string, string>>): void =>
      void setVersions.run(JSON.stringify(versions), id),
    listDeleted: (): readonly RunId[] => deleted.all().map((row) => runId.parse(row.id)),
    remove: (id: RunId): void => void remove.run(id)
  }
}
