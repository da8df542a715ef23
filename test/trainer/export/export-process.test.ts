import { rm } from 'node:fs/promises'
import { afterAll, expect, it } from 'vitest'
import { forkTrainer } from '../trainer-process.ts'
import { exportJob, finishRun } from './finished-run.ts'

const run = await finishRun('iris.csv', 1)

afterAll(async () => {
  await rm(run.folder, { recursive: true, force: true })
})

it('exports in a trainer process, which tells its progress, and another one predicts from what it wrote', async () => {
  const job = exportJob(run, 'keras')
  const writer = forkTrainer()
  writer.send({ type: 'start', job })
  const done = await writer.until(({ type }) => type === 'done' || type === 'failed')
  const shares = writer.messages.flatMap((message) =>
    message.type === 'task-progress' ? [message.doneShare] : []
  )

  expect(done).toMatchObject({ type: 'done', result: { kind: 'export', manifest: { format: 'keras' } } })
  expect(shares).toEqual([...shares].sort((a, b) => a - b))
  expect(shares.at(-1)).toBe(1)
  expect(await writer.ended()).toMatchObject({ code: 0 })

  const reader = forkTrainer()
  const { outFolder: modelFolder } = job
  const { datasetFolder } = run
  reader.send({ type: 'start', job: { kind: 'predict', modelFolder, datasetFolder, outFile: null } })
  const answer = await reader.until(({ type }) => type === 'done' || type === 'failed')

  expect(answer).toMatchObject({ type: 'done', result: { kind: 'predict', rowCount: 150 } })
  expect(await reader.ended()).toMatchObject({ code: 0 })
})
