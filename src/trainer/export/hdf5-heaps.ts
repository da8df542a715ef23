/** Of a global heap: signature, version 1, three bytes of nothing. */
const HEAP = Buffer.from('GCOL\u0001\0\0\0', 'latin1')
const HEADER_SIZE = 16

const toWhole = (size: number): number => Math.ceil(size / 8) * 8

/**
 * Whether every global heap of an HDF5 file, in which its strings lie, leads from object to object to its end. The
 * library goes round for ever in one whose free space has no size.
 *
 * Source  HDF5 File Format Specification 3.0, III.E
 */
export function areHeapsWhole(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = file.indexOf(HEAP); at >= 0; at = file.indexOf(HEAP, at + HEAP.length)) {
    if (!isHeapWhole(file, at)) return false
  }
  return true
}

function isHeapWhole(file: Buffer, start: number): boolean {
  if (start + HEADER_SIZE > file.length) return true
  const end = start + Number(file.readBigUInt64LE(start + 8))
  // What ends behind the file the library refuses by itself.
  if (end > file.length) return true
  let at = start + HEADER_SIZE
  while (at + HEADER_SIZE <= end) {
    const isFree = file.readUInt16LE(at) === 0
    const size = toWhole(Number(file.readBigUInt64LE(at + 8)))
    // The size of free space counts its own header.
    const step = isFree ? size : HEADER_SIZE + size
    if (step < HEADER_SIZE) return false
    at += step
  }
  return true
}
