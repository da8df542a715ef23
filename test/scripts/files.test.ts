import { existsSync, mkdtempSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import {
  checkHash,
  fingerprint,
  isStamped,
  place,
  stamp,
  sweepUnfinished,
  unfinishedFolder
} from '../../scripts/setup/files.mjs'
import { SetupProblem } from '../../scripts/setup/problem.mjs'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'layerwright-files-'))
  vi.stubEnv('LAYERWRIGHT_CACHE', folder)
})

// sha256 of the three letters abc, from FIPS 180-2.
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'

describe('a fetched file', () => {
  it('is taken when its hash is the pinned one', async () => {
    const path = join(folder, 'abc')
    writeFileSync(path, 'abc')

    await checkHash(path, { algorithm: 'sha256', encoding: 'hex', value: ABC })

    expect(readFileSync(path, 'utf8')).toBe('abc')
  })

  it('is refused and thrown away when it is another file, and both hashes are named', async () => {
    const path = join(folder, 'abc')
    writeFileSync(path, 'abd')

    const refused = await checkHash(path, { algorithm: 'sha256', encoding: 'hex', value: ABC }).catch(
      (error: unknown) => error
    )

    expect(refused).toBeInstanceOf(SetupProblem)
    expect((refused as SetupProblem).expected).toContain(ABC)
    expect((refused as SetupProblem).found).toMatch(/sha256 [0-9a-f]{64}/)
    expect(existsSync(path)).toBe(false)
  })
})

describe('a stamp', () => {
  it('holds for the value it was made from and no other', () => {
    const path = join(folder, 'deep/stamp')
    expect(isStamped(path, 'one')).toBe(false)

    stamp(path, 'one')

    expect(isStamped(path, 'one')).toBe(true)
    expect(isStamped(path, 'two')).toBe(false)
  })

  it('tells contents apart that read the same when they are joined', () => {
    expect(fingerprint('ab', 'c')).not.toBe(fingerprint('a', 'bc'))
    expect(fingerprint('ab', 'c')).toBe(fingerprint('ab', 'c'))
  })
})

describe('the cache', () => {
  it('replaces a place as a whole', () => {
    const target = join(folder, 'tool')
    mkdirSync(target)
    writeFileSync(join(target, 'old'), '')
    const made = unfinishedFolder()
    writeFileSync(join(made, 'new'), '')

    place(made, target)

    expect(readdirSync(target)).toEqual(['new'])
    expect(existsSync(made)).toBe(false)
  })

  it('sweeps what an interrupted set-up left and keeps the rest', () => {
    const left = unfinishedFolder()
    const kept = join(left, '../tool')
    mkdirSync(kept)

    sweepUnfinished()

    expect(existsSync(left)).toBe(false)
    expect(existsSync(kept)).toBe(true)
  })
})
