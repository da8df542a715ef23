import { expect, it } from 'vitest'
import { ask, openIris, openStudio, runEnded } from '../open-studio.ts'

it('a project without a draft takes over what its first run trained, and keeps it at the next', async () => {
  const studio = openStudio()
  const { manifest, recipe } = await openIris(studio, 1)
  expect((await ask(studio, 'projects.current', {})).project?.draft.datasetId).toBeNull()

  const first = await ask(studio, 'runs.start', { datasetId: manifest.id, recipe, parentId: null })
  const { draft } = (await ask(studio, 'projects.current', {})).project ?? {}
  expect(draft).toMatchObject({ datasetId: manifest.id, network: recipe.network, training: recipe.training })

  const other = { ...recipe, training: { ...recipe.training, batchSize: 7 } }
  const second = await ask(studio, 'runs.start', {
    datasetId: manifest.id,
    recipe: other,
    parentId: first.id
  })
  expect((await ask(studio, 'projects.current', {})).project?.draft.training.batchSize).toBe(
    recipe.training.batchSize
  )
  await runEnded(studio, second.id)
})
