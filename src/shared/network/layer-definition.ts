import type { Checked } from '../core/checked.ts'
import type { Label, ParamTable, ParamValue, ParamValues } from '../core/params.ts'
import type { SampleShape } from '../core/schema.ts'

export type { SampleShape } from '../core/schema.ts'

/** Where the palette shows a layer. */
export type LayerGroup = 'core' | 'image' | 'sequence' | 'attention' | 'shape' | 'regularization' | 'merge'

/** How many connections a layer takes, both counts included. */
export const inputLimits = {
  none: { min: 0, max: 0 },
  one: { min: 1, max: 1 },
  two: { min: 2, max: 2 },
  /** Attention to itself, or of the first input to the second. */
  oneOrTwo: { min: 1, max: 2 },
  /** Merge layers. */
  many: { min: 2, max: Infinity }
} as const
export type LayerInputs = keyof typeof inputLimits

/** What a layer's Keras form needs beside its params. */
export interface KerasContext {
  readonly name: string
  /** Seed of the layer's own random numbers (start values, dropout); never 0. */
  readonly seed: number
  readonly inputs: readonly SampleShape[]
  readonly regularization: { readonly l1: number; readonly l2: number }
}

/** A layer as Keras and TensorFlow.js write it in a model's JSON, snake_case. Every default is written out. */
export interface KerasLayer {
  readonly className: string
  readonly config: Readonly<Record<string, unknown>>
  /** How Keras calls the layer, where not with each input or the list of a merge layer. */
  readonly call?: KerasCall
  /** What the trainer builds instead, where TensorFlow.js has no such layer. */
  readonly ownLayer?: { readonly className: string; readonly config: Readonly<Record<string, unknown>> }
}

export interface KerasCall {
  /** One list of all inputs, or each as an argument of its own. */
  readonly inputs: 'list' | 'arguments'
  /** A single input is given twice: as what asks and as what is asked. */
  readonly isRepeated?: boolean
  readonly options?: Readonly<Record<string, boolean>>
}

/** A layer inside a block, as the block is written out for building and exporting. */
export interface BlockPart {
  /** Behind the block's own name and two underscores. */
  readonly name: string
  readonly kind: string
  readonly params: Readonly<Record<string, ParamValue>>
  /** Names of parts before it, or the place of one of the block's own inputs. */
  readonly inputs: readonly (string | number)[]
}

/** Doubles taken by multiplications and additions of one sample's forward pass. */
export type FlopCount = number

/** One array of numbers that a layer stores, by the name both libraries give it, such as 'kernel'. */
export interface LayerWeight {
  readonly name: string
  readonly shape: readonly number[]
  /** False for running statistics, which training follows but does not learn. */
  readonly isTrainable: boolean
  /** Where below the layer Keras keeps it, such as 'cell'; the layer itself where left out. */
  readonly group?: string
}

/** All the studio knows of a layer kind: the form, the live shape label, the trainer and the exporters read this. */
export interface LayerDefinition<Kind extends string, Table extends ParamTable> {
  readonly kind: Kind
  /** The Keras class name; also what the palette says in every language. */
  readonly title: string
  readonly group: LayerGroup
  /** Name of the icon (lucide), such as 'grid-3x3'. */
  readonly icon: string
  readonly inputs: LayerInputs
  readonly params: Table
  readonly docs: {
    /** What it does, two or three sentences for a newcomer. */
    readonly summary: Label
    /** Usual values, one or two sentences. */
    readonly usual: Label
  }
  /** The two params that matter, as the canvas shows them under the name: "32 filters · 3 × 3 · relu". */
  describe(params: ParamValues<Table>): Label
  /** Expects params inside their limits; call it through `checkLayer`. */
  inferShape(inputs: readonly SampleShape[], params: ParamValues<Table>): Checked<SampleShape>
  /** What the layer stores, in the order in which Keras keeps it, for inputs that `inferShape` accepted; none where left out. */
  listWeights(inputs: readonly SampleShape[], params: ParamValues<Table>): readonly LayerWeight[]
  /** All numbers stored in the layer, and those of them that training changes. Follows from `listWeights`. */
  countWeights(
    inputs: readonly SampleShape[],
    params: ParamValues<Table>
  ): { readonly total: number; readonly trainable: number }
  /** Multiplications and additions for one sample. */
  countFlops(inputs: readonly SampleShape[], params: ParamValues<Table>): FlopCount
  /** The layer in Keras' JSON. A block that is written out has none of its own. */
  toKeras(params: ParamValues<Table>, context: KerasContext): KerasLayer
  /** Settings out of Keras' JSON, where they do not stand there under their own names; checked by whoever asks. */
  fromKeras?(
    config: Readonly<Record<string, unknown>>,
    options: Readonly<Record<string, unknown>>
  ): Readonly<Record<string, unknown>>
  /** The layers that a block stands for, the last of them its output. */
  expand?(inputs: readonly SampleShape[], params: ParamValues<Table>): readonly BlockPart[]
}

/** A layer of whatever kind, for code that works from the catalogue. */
export type AnyLayer = LayerDefinition<string, ParamTable>

/** What a layer's file says; the rest follows from it. */
type WrittenLayer<Kind extends string, Table extends ParamTable> = Omit<
  LayerDefinition<Kind, Table>,
  'listWeights' | 'countWeights'
> &
  Partial<Pick<LayerDefinition<Kind, Table>, 'listWeights'>>

const sizeOf = (weights: readonly LayerWeight[]): number =>
  weights.reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0)

export function defineLayer<const Kind extends string, const Table extends ParamTable>(
  written: WrittenLayer<Kind, Table>
): LayerDefinition<Kind, Table> {
  const listWeights = written.listWeights ?? (() => [])
  return {
    ...written,
    listWeights,
    countWeights(inputs, params) {
      const weights = listWeights(inputs, params)
      return { total: sizeOf(weights), trainable: sizeOf(weights.filter(({ isTrainable }) => isTrainable)) }
    }
  }
}
