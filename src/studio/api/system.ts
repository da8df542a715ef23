import { productVersion } from '../product-version.ts'
import { findings } from '../system/doctor.ts'
import { platformLabel, processor } from '../system/machine.ts'
import type { Handlers, StageMethods } from './handler.ts'

export const systemHandlers: Handlers<StageMethods<'system'>> = {
  'system.info': async (_input, services) => ({
    version: productVersion,
    host: services.host,
    platform: platformLabel(),
    device: (await services.probe())?.device ?? processor()
  }),
  'system.doctor': async (_input, services) => ({ findings: await findings(services) }),
  'system.log': ({ lineCount }, { log }) => ({ lines: log.tail(lineCount) })
}
