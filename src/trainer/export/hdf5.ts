import h5wasm from 'h5wasm'
import { areHeapsWhole } from './hdf5-heaps.ts'

/*
 * The build of h5wasm for browsers keeps its files in memory: whatever an HDF5 file names as its outside
 * storage, nothing of this machine's disk can be reached through it.
 */

export type Hdf5Group = InstanceType<typeof h5wasm.Group>

let fileCount = 0

async function openMemory() {
  const module = await h5wasm.ready
  const { FS } = module as unknown as { FS: MemoryFiles }
  // Otherwise HDF5 prints what it cannot read, and says nothing else.
  module.activate_throwing_error_handler()
  fileCount += 1
  return { files: FS, path: `/${fileCount}.h5` }
}

interface MemoryFiles {
  readFile(path: string): Uint8Array
  writeFile(path: string, bytes: Uint8Array): void
  unlink(path: string): void
}

/** The bytes of an HDF5 file that `fill` wrote into. */
export async function makeHdf5(fill: (file: Hdf5Group) => void): Promise<Uint8Array> {
  const { files, path } = await openMemory()
  const file = new h5wasm.File(path, 'w')
  try {
    fill(file)
  } finally {
    file.close()
  }
  const bytes = files.readFile(path)
  files.unlink(path)
  return bytes
}

/**
 * What `read` takes out of an HDF5 file.
 *
 * Throws  Error  when the bytes are no HDF5 file, or a damaged one
 */
export async function readHdf5<T>(bytes: Uint8Array, read: (file: Hdf5Group) => T): Promise<T> {
  if (!areHeapsWhole(bytes)) throw new Error('A global heap of the file is damaged.')
  const { files, path } = await openMemory()
  files.writeFile(path, bytes)
  try {
    const file = new h5wasm.File(path, 'r')
    try {
      return read(file)
    } finally {
      file.close()
    }
  } finally {
    files.unlink(path)
  }
}

/** Strings of any length, as Keras reads them. */
export const writeText = (group: Hdf5Group, name: string, value: string): void => {
  group.create_attribute(name, value, null, 'S')
}

/** A list of strings; an empty one is written as Keras does, as no numbers. */
export function writeTexts(group: Hdf5Group, name: string, values: readonly string[]): void {
  if (values.length === 0) group.create_attribute(name, new Float64Array(0), [0], '<d')
  else group.create_attribute(name, [...values], [values.length], 'S')
}

export const writeFloats = (
  group: Hdf5Group,
  name: string,
  values: Float32Array,
  shape: readonly number[]
): void => {
  group.create_dataset({ name, data: values, shape: [...shape], dtype: '<f' })
}

/** The group that a path ends in, made where it is missing, and the name in it. */
export function placeIn(root: Hdf5Group, path: string): [group: Hdf5Group, name: string] {
  const parts = path.split('/')
  const name = parts.pop() ?? ''
  const group = parts.reduce<Hdf5Group>((outer, part) => {
    const known = outer.keys().includes(part) ? outer.get(part) : null
    return known !== null && 'create_group' in known ? known : outer.create_group(part)
  }, root)
  return [group, name]
}
