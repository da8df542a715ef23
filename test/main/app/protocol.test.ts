import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test, vi } from 'vitest'

vi.mock('electron', () => ({ app: {}, protocol: {} }))
const { findFile, listFiles } = await import('../../../src/main/app/protocol.ts')

let files: ReturnType<typeof listFiles>

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'layerwright-window-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<p>window</p>')
  writeFileSync(join(folder, 'assets/a.js'), 'a')
  writeFileSync(join(folder, 'assets/a.exe'), 'a')
  symlinkSync('/etc/passwd', join(folder, 'assets/passwd.js'))
  files = listFiles(folder)
})

test('lists the files of the window by their address, with a fixed type, and no links', () => {
  expect([...files.keys()].sort()).toEqual(['/assets/a.js', '/index.html'])
  expect(files.get('/assets/a.js')?.mimeType).toBe('text/javascript; charset=utf-8')
})

test('finds a file by its exact address, whatever is asked behind it', () => {
  expect(findFile(files, 'app://studio/index.html?a=1#b')).toBeDefined()
})

describe('finds nothing at', () => {
  const parts = ['..', '%2e%2e', '.%2e', '%252e%252e', '..%2f', '..\\', '%5c..', '%00', '....//', '//', '/./']
  const targets = [
    'etc/passwd',
    'assets/a.js%00.html',
    'assets/a.exe',
    'assets/',
    'ASSETS/a.js',
    'package.json'
  ]
  const addresses = [
    ...parts.flatMap((part) => targets.map((target) => `app://studio/${part}/${part}/${target}`)),
    ...targets.map((target) => `app://studio/${target}`),
    'app://studio',
    'app://studio/',
    'app://evil/index.html',
    'app://studio.evil/index.html',
    'file:///etc/passwd',
    'not an address'
  ]

  test.each(addresses)('%s', (address) => {
    expect(findFile(files, address)).toBeUndefined()
  })
})
