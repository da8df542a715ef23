import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { findings } from '../../../src/studio/system/doctor.ts'
import { openStudio } from '../open-studio.ts'
import { temporaryFolder } from '../temporary-folder.ts'

async function electronFinding() {
  onTestFinished(() => void vi.unstubAllEnvs())
  const { services } = openStudio()
  const found = await findings({ ...services, probe: async () => undefined })
  return found.find(({ name }) => name.en === 'Electron')
}

it('names the Electron that the start scripts found', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'electron'), '')
  chmodSync(join(folder, 'electron'), 0o755)
  writeFileSync(join(folder, 'version'), 'v45.4.1\n')
  vi.stubEnv('LAYERWRIGHT_ELECTRON', join(folder, 'electron'))

  expect(await electronFinding()).toMatchObject({
    status: 'ok',
    found: { en: `45.4.1, ${folder}`, zh: `45.4.1, ${folder}` }
  })
})

it('says when the Electron that is named cannot be run', async () => {
  vi.stubEnv('LAYERWRIGHT_ELECTRON', join(temporaryFolder(), 'electron'))

  expect(await electronFinding()).toMatchObject({ status: 'problem' })
})

it('notes that there is none', async () => {
  vi.stubEnv('LAYERWRIGHT_ELECTRON', '')
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', '')

  expect(await electronFinding()).toMatchObject({
    status: 'warning',
    found: { en: 'not installed', zh: '未安装' }
  })
})
