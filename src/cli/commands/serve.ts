import { resolve } from 'node:path'
import { ProblemError } from '../../shared/core/checked.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { defaultHomeFolder, shippedSampleFolder, stateFiles } from '../../studio/files/home.ts'
import { startBrowserHost, type BrowserHost } from '../../studio/host/browser-host.ts'
import { createFileList } from '../../studio/host/file-list.ts'
import { isFolder } from '../../studio/projects/project-folder.ts'
import { createStudio, type Studio } from '../../studio/studio.ts'
import { createLog } from '../../studio/system/log.ts'
import { UsageError, type Command } from './command.ts'

const usualPort = 8317
const windowFolder = resolve(import.meta.dirname, '../../../out/renderer')

/** Hosts the studio for a browser on this machine until Ctrl-C. */
export const serve: Command = {
  name: 'serve',
  usage: '',
  interruption: 'Pausing what is at work, and ending.',
  summary: 'Host the studio for a browser on this machine, and print its address.',
  minArguments: 0,
  maxArguments: 0,
  options: {
    port: {
      type: 'string',
      value: 'N',
      help: `Port on 127.0.0.1 (default ${usualPort}, or any free one where that is taken).`
    },
    files: {
      type: 'string',
      value: 'DIR',
      help: 'Folder whose files the browser may choose (default: the current one).'
    }
  },
  async run(_args, options, { progress, signal, env }) {
    const filesFolder = resolve(typeof options['files'] === 'string' ? options['files'] : '.')
    if (!isFolder(filesFolder)) throw new ProblemError(problem('system/path-missing', { name: filesFolder }))
    if (!isFolder(windowFolder)) throw new ProblemError(problem('system/window-not-built', {}))
    const homeFolder = defaultHomeFolder(env)
    const studio = createStudio({
      host: 'browser',
      homeFolder,
      sampleFolder: shippedSampleFolder(),
      log: createLog(stateFiles(homeFolder).log),
      files: (handles) => createFileList(filesFolder, handles)
    })
    const host = await startOn(portOf(options['port']), studio)
    // Standard output holds the address alone, so that scripts can read it.
    process.stdout.write(`${host.address}\n`)
    progress.line('Open this address in a browser on this machine. Ctrl-C ends the studio.')
    await new Promise<void>((done) => {
      if (signal.aborted) done()
      signal.addEventListener('abort', () => done())
    })
    await host.close()
    await studio.dispose()
    return { document: undefined, lines: [] }
  }
}

function portOf(given: string | boolean | undefined): number | undefined {
  if (typeof given !== 'string') return undefined
  const port = Number(given)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new UsageError(`--port takes a whole number from 0 to 65535, not "${given}".`)
  return port
}

async function startOn(port: number | undefined, studio: Studio): Promise<BrowserHost> {
  try {
    return await startBrowserHost({ studio, windowFolder, port: port ?? usualPort })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    if (port !== undefined) throw new ProblemError(problem('system/port-taken', { port }))
    return startBrowserHost({ studio, windowFolder, port: 0 })
  }
}
