import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../scripts/setup/paths.mjs'

const module = pathToFileURL(join(projectRoot, 'scripts/setup/hand-over.mjs')).href

/** A process that hands over to another Node, which runs `code`. */
function parentOf(code: string): ChildProcess {
  const program = `import { handOver } from '${module}'; handOver(process.execPath, ['-e', ${JSON.stringify(code)}])`
  return spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['pipe', 'pipe', 'inherit']
  })
}

describe('handing over to a program', () => {
  it.each([0, 1, 2, 3])('ends with its exit status %i', async (status) => {
    const [code] = (await once(parentOf(`process.exit(${status})`), 'exit')) as [number]
    expect(code).toBe(status)
  })

  it('gives it standard input and output', async () => {
    const parent = parentOf(
      "process.stdin.on('data', (data) => process.stdout.write(data.toString().toUpperCase()))"
    )
    parent.stdin?.end('abc')
    const [data] = (await once(parent.stdout ?? parent, 'data')) as [Buffer]
    expect(data.toString()).toBe('ABC')
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('passes %s on and lets it end in its own way', async (signal) => {
    const parent = parentOf(
      `process.on('${signal}', () => process.exit(7)); console.log('ready'); setInterval(() => {}, 1000)`
    )
    await once(parent.stdout ?? parent, 'data')

    parent.kill(signal)

    const [code] = (await once(parent, 'exit')) as [number]
    expect(code).toBe(7)
  })

  it('ends by the signal that ended it', async () => {
    const [code, signal] = (await once(parentOf("process.kill(process.pid, 'SIGTERM')"), 'exit')) as [
      null,
      string
    ]
    expect([code, signal]).toEqual([null, 'SIGTERM'])
  })
})
