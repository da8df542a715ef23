import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { unwrap } from '../../../src/shared/core/checked.ts'
import { exportFormat } from '../../../src/shared/export/export-manifest.ts'
import { inKerasOrder } from '../../../src/shared/network/keras-order.ts'
import { modelFile, tfjsWeightsFile, writeModel } from '../../../src/trainer/export/model-formats.ts'
import { readModel } from '../../../src/trainer/export/read-model.ts'
import { everyLayer, networkNames, someWeights } from '../../parity/every-layer.ts'

const model = everyLayer('images')
const weights = someWeights(model)
const settings = {
  seed: 42,
  regularization: { l1: 0.001, l2: 0.01 },
  productVersion: '1.2.3',
  createdAt: 1_790_000_000_000
}

async function write(format: 'tfjs' | 'keras' | 'h5'): Promise<Map<string, Uint8Array>> {
  const files = await writeModel(format, model, weights, settings)
  return new Map(
    Object.entries(files).map(([name, content]) => [
      name,
      typeof content === 'string' ? strToU8(content) : content
    ])
  )
}

const layerOf = ({ name, kind, params, outputShape }: (typeof model.layers)[number]) => ({
  name,
  kind,
  params,
  outputShape
})

describe('files of every layer', () => {
  it.each(networkNames.flatMap((name) => (['keras', 'h5'] as const).map((format) => ({ name, format }))))(
    '$name as $format is read back with the same shapes and the very same weights',
    async ({ name, format }) => {
      const drawn = everyLayer(name)
      const files = await writeModel(format, drawn, someWeights(drawn), settings)
      const bytes = new Map(
        Object.entries(files).flatMap(([file, content]): [string, Uint8Array][] =>
          typeof content === 'string' ? [] : [[file, content]]
        )
      )
      const read = unwrap(await readModel(format, bytes))
      const shapes = ({ name: own, outputShape }: (typeof drawn.layers)[number]) => [own, outputShape]
      const own = new Map(someWeights(drawn).map(({ name: weight, values }) => [weight, values]))

      expect(inKerasOrder(read.model).layers.map(shapes)).toEqual(inKerasOrder(drawn).layers.map(shapes))
      for (const { name: weight, values } of read.weights) {
        if (own.has(weight)) expect(values).toEqual(own.get(weight))
        // A fixed table is read as weights, too.
        else expect(weight).toMatch(/^waves\/positions$/u)
      }
    }
  )
})

describe('model files', () => {
  it.each(exportFormat.options)(
    '%s is read back as the same layers and the very same weights',
    async (format) => {
      const read = unwrap(await readModel(format, await write(format)))

      expect(inKerasOrder(read.model).layers.map(layerOf)).toEqual(inKerasOrder(model).layers.map(layerOf))
      expect(read.model.weightCount).toBe(model.weightCount)
      expect(new Map(read.weights.map(({ name, values }) => [name, values]))).toEqual(
        new Map(weights.map(({ name, values }) => [name, values]))
      )
    }
  )

  it.each(exportFormat.options)('%s is the same file for the same model at the same time', async (format) => {
    // HDF5 notes in each file the second in which its numbers were written.
    vi.useFakeTimers({ toFake: ['Date'], now: settings.createdAt })
    try {
      expect(await write(format)).toEqual(await write(format))
    } finally {
      vi.useRealTimers()
    }
  })

  it.each(exportFormat.options)('%s says so when a file is missing', async (format) => {
    expect(await readModel(format, new Map())).toMatchObject({
      ok: false,
      problem: { code: 'export/file-changed' }
    })
  })

  it('refuses weights of another model', async () => {
    await expect(writeModel('tfjs', model, weights.slice(1), settings)).rejects.toThrow(/nothing as /u)
  })
})

/** A TensorFlow.js model whose JSON was changed. */
async function withJson(change: (json: Json) => void): Promise<Map<string, Uint8Array>> {
  const files = await write('tfjs')
  const json = JSON.parse(strFromU8(files.get(modelFile.tfjs) ?? new Uint8Array())) as Json
  change(json)
  return new Map([...files, [modelFile.tfjs, strToU8(JSON.stringify(json))]])
}

interface Json {
  modelTopology: {
    model_config: {
      config: { layers: { class_name: string; name: string; config: Record<string, unknown> }[] }
    }
  }
  weightsManifest: [{ paths: string[]; weights: { name: string; shape: number[] }[] }]
}

const layersOf = (json: Json) => json.modelTopology.model_config.config.layers

const tampered: [string, (json: Json) => void][] = [
  ['a path out of the folder', (json) => (json.weightsManifest[0].paths = ['../secret.bin'])],
  ['a second weight file', (json) => json.weightsManifest[0].paths.push('more.bin')],
  [
    'a class that is not in the catalogue',
    (json) => Object.assign(layersOf(json)[1] ?? {}, { class_name: 'Lambda' })
  ],
  [
    'a class named like a property of objects',
    (json) => Object.assign(layersOf(json)[1] ?? {}, { class_name: 'constructor' })
  ],
  [
    'a dilated convolution',
    (json) => Object.assign(layersOf(json)[1]?.config ?? {}, { dilation_rate: [2, 2] })
  ],
  [
    'channels first',
    (json) => Object.assign(layersOf(json)[1]?.config ?? {}, { data_format: 'channels_first' })
  ],
  ['an unknown setting', (json) => Object.assign(layersOf(json)[1]?.config ?? {}, { groups: 1, extra: 1 })],
  ['a thousand million units', (json) => Object.assign(layersOf(json).at(-1)?.config ?? {}, { units: 1e9 })],
  [
    'a negative shape',
    (json) => Object.assign(layersOf(json)[0]?.config ?? {}, { batch_input_shape: [null, -1, 8, 2] })
  ],
  [
    'two layers of one name',
    (json) => Object.assign(layersOf(json)[2] ?? {}, { name: layersOf(json)[1]?.name })
  ],
  ['a weight of another shape', (json) => json.weightsManifest[0].weights[0]?.shape.push(1)],
  [
    'a weight that is not the model’s',
    (json) => Object.assign(json.weightsManifest[0].weights[0] ?? {}, { name: 'x/kernel' })
  ]
]

describe('changed and hostile models', () => {
  it.each(tampered)('are refused: %s', async (_, change) => {
    const read = await readModel('tfjs', await withJson(change))

    expect(read.ok).toBe(false)
  })

  it('are refused when the weights are shorter than the shapes say', async () => {
    const files = await write('tfjs')
    const bytes = files.get(tfjsWeightsFile) ?? new Uint8Array()
    const read = await readModel('tfjs', new Map([...files, [tfjsWeightsFile, bytes.subarray(4)]]))

    expect(read).toMatchObject({ ok: false, problem: { code: 'export/weights-do-not-fit' } })
  })

  it('are refused when a .keras file is packed to grow', async () => {
    const bytes = (await write('keras')).get(modelFile.keras) ?? new Uint8Array()
    const packed = zipSync(unzipSync(bytes), { level: 9 })

    expect(await readModel('keras', new Map([[modelFile.keras, packed]]))).toMatchObject({
      ok: false,
      problem: { code: 'export/model-not-readable' }
    })
  })

  it('are refused when the free space of an HDF5 heap has no size, which the library would look through for ever', async () => {
    const bytes = Buffer.from((await write('h5')).get(modelFile.h5) ?? [])
    const heap = bytes.indexOf('GCOL')
    let at = heap + 16
    while (bytes.readUInt16LE(at) !== 0) at += 16 + Math.ceil(Number(bytes.readBigUInt64LE(at + 8)) / 8) * 8
    expect(bytes.readBigUInt64LE(at + 8)).toBeGreaterThan(0n)
    bytes.writeBigUInt64LE(0n, at + 8)

    expect(await readModel('h5', new Map([[modelFile.h5, bytes]]))).toMatchObject({
      ok: false,
      problem: { code: 'export/model-not-readable' }
    })
  })

  it.each(exportFormat.options)('never throw, whatever bytes of a %s file are changed', async (format) => {
    const files = await write(format)
    const names = [...files.keys()]
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 8 }),
        fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
        async (which, changes, cut) => {
          const name = names[which % names.length] ?? ''
          const bytes = Uint8Array.from(files.get(name) ?? [])
          for (const [place, value] of changes) bytes[place % bytes.length] = value
          const kept = cut === null ? bytes : bytes.subarray(0, Math.floor(bytes.length * cut))
          const read = await readModel(format, new Map([...files, [name, kept]]))
          expect(typeof read.ok).toBe('boolean')
        }
      ),
      { numRuns: 60 }
    )
  })
})
