import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { sampleFolder } from './open-studio.ts'
import { temporaryFolder } from './temporary-folder.ts'

const entry = join(import.meta.dirname, '../../src/studio/process.ts')

/** The studio's process as the shell starts it, and a way to wait for one of its messages. */
function startProcess() {
  const child: ChildProcess = fork(entry, [], {
    env: { ...process.env, LAYERWRIGHT_HOME: temporaryFolder() },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc']
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const heard: Record<string, unknown>[] = []
  child.on('message', (message) => heard.push(message as Record<string, unknown>))
  const wait = async (
    match: (message: Record<string, unknown>) => boolean
  ): Promise<Record<string, unknown>> => {
    for (;;) {
      const found = heard.find(match)
      if (found !== undefined) return found
      await new Promise((resolve) => child.once('message', resolve))
    }
  }
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { child, wait, ended }
}

it('answers the window, registers paths for the shell, and ends when it is asked to', async () => {
  const { child, wait, ended } = startProcess()
  await wait(({ type }) => type === 'ready')
  child.send({ type: 'register-path', id: 3, path: join(sampleFolder, 'iris.csv') })
  const { handle } = await wait(({ type }) => type === 'path-registered')
  child.send({ id: 1, method: 'datasets.inspect', input: { file: handle } })
  child.send({ id: 2, method: 'datasets.inspect', input: { file: join(sampleFolder, 'iris.csv') } })
  child.send({ nonsense: true })

  expect(await wait(({ id, type }) => id === 1 && type === 'done')).toMatchObject({
    output: { kind: 'table', name: 'iris.csv' }
  })
  expect(await wait(({ id, type }) => id === 2 && type === 'refused')).toMatchObject({
    problem: { code: 'system/bad-input' }
  })
  child.send({ type: 'end' })
  expect(await ended).toBe(0)
})

it('does not outlive the shell', async () => {
  const { child, wait, ended } = startProcess()
  await wait(({ type }) => type === 'ready')
  child.disconnect()

  expect(await ended).toBe(0)
})
