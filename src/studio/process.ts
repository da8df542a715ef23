/** The studio as a child of the window's shell: requests and replies are messages of `src/shared/rpc/studio-message.ts`. */
import { problem } from '../shared/problems/catalogue.ts'
import {
  shellMessage,
  studioRequest,
  type ShellNotice,
  type StudioMessage,
  type StudioRequest
} from '../shared/rpc/studio-message.ts'
import { defaultHomeFolder, shippedSampleFolder, stateFiles } from './files/home.ts'
import { replyTo } from './host/reply.ts'
import { createStudio } from './studio.ts'
import { createLog } from './system/log.ts'

const homeFolder = defaultHomeFolder()
const log = createLog(stateFiles(homeFolder).log)
const post = (message: ShellNotice | StudioMessage): void => {
  if (process.connected) process.send?.(message)
}

const studio = createStudio({
  host: 'window',
  homeFolder,
  sampleFolder: shippedSampleFolder(),
  log,
  showPath: (path) => post({ type: 'show-path', path })
})
studio.onEvent((event) => {
  post({ type: 'event', event })
  tellWorkSoon()
})

/** By then a run that has just told its end has left the queue. */
const tellWorkAfterMs = 20
let toldWork = ''
let workTimer: NodeJS.Timeout | undefined
function tellWorkSoon(): void {
  workTimer ??= setTimeout(() => {
    workTimer = undefined
    const work = studio.work()
    if (JSON.stringify(work) === toldWork) return
    toldWork = JSON.stringify(work)
    post({ type: 'work', work })
  }, tellWorkAfterMs)
}

/** Training in the background goes on after this process had to be started again. */
async function pickUp(): Promise<void> {
  await studio.call('projects.pickUp', {})
  await studio.call('runs.settleUnfinished', { continues: true })
  tellWorkSoon()
}

let isEnding = false
async function end(): Promise<void> {
  if (isEnding) return
  isEnding = true
  clearTimeout(workTimer)
  await studio.dispose().catch((error: unknown) => log.error('closing failed', error))
  process.exit(0)
}

async function answerRequest(request: StudioRequest): Promise<void> {
  post(await replyTo(studio, request))
}

process.on('message', (raw) => {
  const own = shellMessage.safeParse(raw)
  if (own.success) {
    if (own.data.type === 'end') void end()
    else if (own.data.type === 'pick-up') void pickUp()
    else post({ type: 'path-registered', id: own.data.id, handle: studio.registerPath(own.data.path) })
    return
  }
  const request = studioRequest.safeParse(raw)
  if (request.success) void answerRequest(request.data)
  else log.warn('message refused')
})
// The shell is gone: nothing may be left behind.
process.on('disconnect', () => void end())
// A terminal that is closed, or Ctrl-C in it, reaches every process of the program.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void end())
process.on('unhandledRejection', (error) => {
  log.error('a promise was rejected and nobody listened', error)
  post({
    type: 'event',
    event: { type: 'problem', problem: problem('system/fault', { what: 'background work' }) }
  })
})

log.info('studio started')
post({ type: 'ready' })
