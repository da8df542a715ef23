import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { checkNetwork } from '../../../src/shared/network/check-network.ts'
import { networkOutputFor } from '../../../src/shared/network/network-output.ts'
import { runId } from '../../../src/shared/core/ids.ts'
import { databaseName } from '../../../src/studio/store/open-store.ts'
import { rowCountOf } from '../../../src/studio/projects/suggest-draft.ts'
import { newProjectFolder } from '../../../src/studio/projects/project-folder.ts'
import { ask, openIris, openStudio, refusal } from '../open-studio.ts'
import { temporaryFolder } from '../temporary-folder.ts'

describe('projects', () => {
  it('come back as they were left, with the last draft', async () => {
    const studio = openStudio()
    const { manifest, recipe } = await openIris(studio)
    const draft = {
      datasetId: manifest.id,
      dataset: recipe.dataset,
      network: recipe.network,
      training: recipe.training
    }
    await ask(studio, 'draft.save', { draft })
    const { key } = await ask(studio, 'projects.rename', { name: 'Iris, again' })
    await studio.dispose()

    const later = openStudio({ homeFolder: studio.services.homeFolder })
    const [listed] = (await ask(later, 'projects.recent', {})).projects
    expect(listed).toMatchObject({
      key,
      name: 'Iris, again',
      isAvailable: true,
      data: { kind: 'table', rowCount: 150, classCount: 3, task: 'classification' }
    })
    expect(listed?.layers.map(({ kind }) => kind)).toEqual(recipe.network.nodes.map(({ kind }) => kind))
    expect(listed?.weightCount).toBeGreaterThan(0)
    expect((await ask(later, 'projects.open', { key })).draft).toEqual(draft)
  })

  it('keep a draft at once: killing the process after the answer loses nothing', async () => {
    const studio = openStudio()
    const { manifest, recipe } = await openIris(studio)
    const draft = {
      datasetId: manifest.id,
      dataset: null,
      network: recipe.network,
      training: { ...recipe.training, epochs: 77 }
    }
    await ask(studio, 'draft.save', { draft })
    const { folder } = studio.services.projects.require().session

    // What lies on disk is all that a killed process would leave.
    const copy = temporaryFolder()
    spawnSync('cp', [join(folder.path, databaseName), join(folder.path, `${databaseName}-wal`), copy])
    const other = openStudio()
    expect((await ask(other, 'projects.open', { folder: other.registerPath(copy) })).draft).toEqual(draft)
  })

  it('are told to be gone when their folder is, and open from where they were moved', async () => {
    const studio = openStudio()
    const { key } = await ask(studio, 'projects.create', { name: 'Moved' })
    const { path } = studio.services.projects.require().session.folder
    await ask(studio, 'projects.close', {})
    renameSync(path, `${path} elsewhere`)

    expect((await ask(studio, 'projects.recent', {})).projects).toMatchObject([{ key, isAvailable: false }])
    expect(await refusal(studio, 'projects.open', { key })).toBe('project/missing')
    expect(
      await ask(studio, 'projects.open', { folder: studio.registerPath(`${path} elsewhere`) })
    ).toMatchObject({ key })
    expect((await ask(studio, 'projects.recent', {})).projects).toMatchObject([{ key, isAvailable: true }])
    await ask(studio, 'projects.forget', { key })
  })

  it('are found again when the list is lost', async () => {
    const studio = openStudio()
    await ask(studio, 'projects.create', { name: 'One' })
    await ask(studio, 'projects.create', { name: 'Two' })
    await studio.dispose()
    rmSync(join(studio.services.homeFolder, '.studio'), { recursive: true })

    const later = openStudio({ homeFolder: studio.services.homeFolder })
    const names = (await ask(later, 'projects.recent', {})).projects.map(({ name }) => name)
    expect(names.sort()).toEqual(['One', 'Two'])
  })

  it('are refused when another process has them, with its number; looking is allowed', async () => {
    const studio = openStudio()
    await ask(studio, 'projects.create', { name: 'Busy' })
    const { path } = studio.services.projects.require().session.folder

    const second = openStudio()
    const answered = await second.answer('projects.open', { folder: second.registerPath(path) })
    expect(answered).toMatchObject({
      ok: false,
      problem: { code: 'project/in-use', values: { pid: process.pid } }
    })

    const looking = openStudio({ whenInUse: 'look' })
    const shown = await ask(looking, 'projects.open', { folder: looking.registerPath(path) })
    expect(shown.readOnlyReason).toContain(String(process.pid))
    expect(await refusal(looking, 'projects.rename', { name: 'x' })).toBe('project/read-only')

    await studio.dispose()
    expect(await ask(second, 'projects.open', { folder: second.registerPath(path) })).toMatchObject({
      readOnlyReason: null
    })
  })

  it('are free again when the process that had them was killed', async () => {
    const studio = openStudio()
    await ask(studio, 'projects.create', { name: 'Killed' })
    const { path } = studio.services.projects.require().session.folder
    await studio.dispose()
    const script = join(import.meta.dirname, '../../fixtures/stores/holds-a-project.ts')
    const holder = spawn(process.execPath, [script, path], { stdio: ['ignore', 'pipe', 'inherit'] })
    onTestFinished(() => void holder.kill('SIGKILL'))
    await new Promise((resolve) => holder.stdout.once('data', resolve))

    const later = openStudio()
    const answered = await later.answer('projects.open', { folder: later.registerPath(path) })
    expect(answered).toMatchObject({ ok: false, problem: { values: { pid: holder.pid } } })
    const gone = new Promise((resolve) => holder.once('close', resolve))
    holder.kill('SIGKILL')
    await gone
    expect(await ask(later, 'projects.open', { folder: later.registerPath(path) })).toMatchObject({
      readOnlyReason: null
    })
  })

  it('interrupt the runs that the last session left at work, and keep their epochs', async () => {
    const studio = openStudio()
    const { manifest, recipe } = await openIris(studio)
    const { session } = studio.services.projects.require()
    const { path } = session.folder
    const id = runId.parse('interrupted')
    session.store.runs.add({
      id,
      number: 1,
      name: 'Left',
      created_at: 1,
      planned_epochs: 9,
      dataset_id: manifest.id,
      dataset_name: manifest.name,
      dataset_fingerprint: manifest.fingerprint,
      network_title: 'MLP',
      task: 'classification',
      parent_id: null,
      recipe
    })
    session.store.runs.change(id, { status: 'running', started_at: 5 })
    session.store.epochs.add(id, {
      epoch: 1,
      train: { loss: 1 },
      validation: {},
      durationMs: 3,
      learningRate: 0.1,
      isBest: true
    })
    await studio.dispose()

    const later = openStudio()
    await ask(later, 'projects.open', { folder: later.registerPath(path) })
    const run = await ask(later, 'runs.get', { id })
    expect(run).toMatchObject({
      status: 'interrupted',
      epochCount: 1,
      durationMs: 3,
      problem: { code: 'project/run-left', values: { epoch: 2, fromEpoch: 0, fromStep: 0 } }
    })
  })

  it('refuse a folder that holds a database of a newer version', async () => {
    const studio = openStudio()
    await ask(studio, 'projects.create', { name: 'Newer' })
    const { path } = studio.services.projects.require().session.folder
    await studio.dispose()
    const database = new Database(join(path, databaseName))
    database.pragma('journal_mode = DELETE')
    database.pragma('user_version = 12')
    database.close()

    const later = openStudio()
    const before = readFileSync(join(path, databaseName))
    expect(await refusal(later, 'projects.open', { folder: later.registerPath(path) })).toBe('project/newer')
    expect(readFileSync(join(path, databaseName)).equals(before)).toBe(true)
  })

  it('open each sample with a draft that can be trained', async () => {
    const studio = openStudio()
    const { samples } = await ask(studio, 'projects.samples', {})
    expect(samples.length).toBeGreaterThanOrEqual(3)
    for (const { key, rowCount, classCount } of samples.filter(({ kind }) => kind !== 'images')) {
      const { draft } = await ask(studio, 'projects.openSample', { key })
      if (draft.datasetId === null || draft.dataset === null) throw new Error(`${key} has no data.`)
      const prepared = await ask(studio, 'datasets.preparation', {
        id: draft.datasetId,
        dataset: draft.dataset
      })
      const manifest = await ask(studio, 'datasets.get', { id: draft.datasetId })
      expect([key, rowCountOf(manifest), prepared.classes?.length ?? null]).toEqual([
        key,
        rowCount,
        classCount
      ])
      const output = networkOutputFor(draft.dataset.task, prepared)
      expect(
        checkNetwork(draft.network, {
          inputShape: prepared.sampleShape ?? [1],
          inputParts: prepared.inputParts,
          output
        }).problems
      ).toEqual([])
    }
    expect(await refusal(studio, 'projects.openSample', { key: 'none' })).toBe('project/unknown-sample')
  })

  it('keep deleted runs until they are closed, then remove their files', async () => {
    const studio = openStudio({
      startTrainer: () => ({
        pid: 1,
        ended: Promise.resolve({ kind: 'done' }),
        tell: () => {},
        stop: () => {},
        pause: () => {},
        cancel: () => {}
      })
    })
    const { manifest, recipe } = await openIris(studio)
    const { key } = studio.services.projects.require().session
    const { id } = await ask(studio, 'runs.start', { datasetId: manifest.id, recipe, parentId: null })
    await studio.services.projects.require().queue.idle()
    const runFolder = studio.services.projects.require().session.folder.run(id)
    await ask(studio, 'runs.update', { id, name: 'Best', tags: ['a'], note: 'n' })
    await ask(studio, 'runs.delete', { id })
    expect((await ask(studio, 'runs.list', {})).runs).toEqual([])
    expect(await ask(studio, 'runs.restore', { id })).toMatchObject({ name: 'Best', tags: ['a'], note: 'n' })

    await ask(studio, 'runs.delete', { id })
    expect(existsSync(runFolder)).toBe(true)
    await ask(studio, 'projects.open', { key })
    await ask(studio, 'projects.close', {})
    expect(existsSync(runFolder)).toBe(false)
    await ask(studio, 'projects.open', { key })
    expect(await refusal(studio, 'runs.restore', { id })).toBe('project/unknown-run')
  })

  it.each([
    { name: 'Iris', folder: 'Iris' },
    { name: '../../etc', folder: 'etc' },
    { name: 'a/b\\c:d*?"<>|', folder: 'a b c d' },
    { name: 'CON', folder: 'Project' },
    { name: '...', folder: 'Project' },
    { name: '鸢尾花', folder: '鸢尾花' }
  ])('named "$name" lie in "$folder"', ({ name, folder }) => {
    const home = temporaryFolder()
    expect(newProjectFolder(home, name)).toBe(join(home, folder))
  })
})

const script = join(import.meta.dirname, '../../fixtures/stores/opens-a-project.ts')
const inNamespace = (command: string) =>
  spawnSync('unshare', ['-rm', 'sh', '-c', command], { encoding: 'utf8' })
const hasNamespaces = process.platform === 'linux' && inNamespace('true').status === 0

it.runIf(hasNamespaces)('a project on a read-only disk can be looked at, with the reason', async () => {
  const studio = openStudio()
  await openIris(studio)
  const { path } = studio.services.projects.require().session.folder
  await studio.dispose()
  const node = `${process.execPath} --disable-warning=ExperimentalWarning`
  const ran = inNamespace(
    `mount --bind '${path}' '${path}' && mount -o remount,ro,bind '${path}' && ${node} ${script} '${path}'`
  )

  expect(ran.stderr).toBe('')
  expect(JSON.parse(ran.stdout)).toEqual({
    readOnlyReason: 'its disk is mounted read-only.',
    columnCount: 5,
    change: 'project/read-only'
  })
})
