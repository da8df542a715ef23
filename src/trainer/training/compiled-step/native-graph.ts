import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

/** Types of tensors by TensorFlow's own numbers (TF_DataType). */
export const DTYPE = { float32: 1, int32: 3, bool: 10, int64: 9, resource: 20 } as const

/** Kinds of attributes by TensorFlow's own numbers (TF_AttrType). */
const ATTRIBUTE = { string: 0, int: 1, bool: 3, type: 4, shape: 5, function: 8 } as const

export interface Attribute {
  readonly name: string
  readonly type: number
  readonly value: unknown
}

export const attribute = {
  text: (name: string, value: string): Attribute => ({ name, type: ATTRIBUTE.string, value }),
  int: (name: string, value: number): Attribute => ({ name, type: ATTRIBUTE.int, value }),
  flag: (name: string, value: boolean): Attribute => ({ name, type: ATTRIBUTE.bool, value }),
  dtype: (name: string, value: number): Attribute => ({ name, type: ATTRIBUTE.type, value }),
  dtypes: (name: string, value: readonly number[]): Attribute => ({ name, type: ATTRIBUTE.type, value }),
  shape: (name: string, value: readonly number[]): Attribute => ({ name, type: ATTRIBUTE.shape, value }),
  /** A function of the graph, by its name. */
  function: (name: string, value: string): Attribute => ({ name, type: ATTRIBUTE.function, value })
}

export interface GraphOutput {
  readonly id: number
  readonly dtype: number
  /** Null where TensorFlow cannot tell it; -1 where it cannot tell a length. */
  readonly shape: readonly number[] | null
}

export interface GraphOperation {
  readonly id: number
  readonly outputs: readonly GraphOutput[]
}

/** What a placeholder is given: the numbers of one tensor for all steps, or of one after another for each. */
export interface Feed {
  readonly output: number
  readonly dtype: number
  readonly shape: readonly number[]
  readonly values: Float32Array | Int32Array
}

/** Numbers in the memory of the runtime, to be filled once; graphs that are given them read them where they are. */
export interface NativeNumbers {
  readonly values: Float32Array | Int32Array
  /** `values` is then empty; graphs that were given the numbers keep them. */
  close(): void
}

/** What a placeholder is given without a copy. */
export interface HeldFeed {
  readonly output: number
  readonly numbers: NativeNumbers
}

/** A TensorFlow graph with its session; ids name the outputs and operations added so far. */
export interface NativeGraph {
  /** Throws  Error  with the operation's name and TensorFlow's words */
  add(
    type: string,
    name: string,
    inputs: readonly (number | readonly number[])[],
    attributes: readonly Attribute[],
    controlInputs: readonly number[]
  ): GraphOperation
  constant(name: string, dtype: number, shape: readonly number[], values: ArrayBufferView): GraphOperation
  /** Makes all of another graph a function of this one; `controls` are operations that run although nothing reads them. */
  define(
    name: string,
    body: NativeGraph,
    inputs: readonly number[],
    outputs: readonly number[],
    controls: readonly number[]
  ): void
  /** Runs steps one after another on a thread of its own; gives each fetched output of all steps in a row. */
  run(
    feeds: readonly (Feed | HeldFeed)[],
    fetches: readonly number[],
    targets: readonly number[],
    stepCount: number
  ): Promise<(Float32Array | Int32Array)[]>
  /** Gives the memory back once no run is under way. */
  close(): void
}

interface AddOn {
  readonly Graph: new (config: Uint8Array) => NativeGraph
  readonly Numbers: new (dtype: number, shape: readonly number[]) => NativeNumbers
  readonly giveMemoryBack: () => void
}

/** tensorflow.ConfigProto: allow_soft_placement = true; gpu_options.allow_growth = true. */
const CONFIG = [0x38, 1, 0x32, 2, 0x20, 1]
const EXECUTOR = new TextEncoder().encode('SINGLE_THREADED_EXECUTOR')
/** experimental.executor_type. */
const SINGLE_THREAD = [0x82, 1, EXECUTOR.length + 2, 0x1a, EXECUTOR.length, ...EXECUTOR]

export interface GraphOptions {
  /** Operations run one after another on the thread that asks, which small graphs finish sooner by. */
  readonly isSingleThread?: boolean
}

const file = new URL('../../../../native/build/engine.node', import.meta.url)

const loadAddOn = (): AddOn => createRequire(import.meta.url)(fileURLToPath(file)) as AddOn

/** Whether the add-on was built, loads, and has all that this code asks of it: an older one has not. */
export function isAddOnThere(): boolean {
  try {
    const { Graph, Numbers, giveMemoryBack: give } = loadAddOn()
    return [Graph, Numbers, give].every((one) => typeof one === 'function')
  } catch {
    return false
  }
}

/**
 * Gives memory back to the system that is held without being needed: what was freed but kept for later, and pages of
 * TensorFlow's libraries that only their start has read. Takes some milliseconds; does nothing without the add-on.
 */
export function giveMemoryBack(): void {
  if (isAddOnThere()) loadAddOn().giveMemoryBack()
}

/**
 * A new, empty graph.
 *
 * Throws  Error  when the add-on was not built or does not load
 */
export function createNativeGraph({ isSingleThread = false }: GraphOptions = {}): NativeGraph {
  return new (loadAddOn().Graph)(Uint8Array.from([...CONFIG, ...(isSingleThread ? SINGLE_THREAD : [])]))
}

/**
 * Numbers of the runtime, all 0.
 *
 * Input   dtype  float32 or int32
 * Throws  Error  when the add-on was not built or does not load
 */
export const createNativeNumbers = (dtype: number, shape: readonly number[]): NativeNumbers =>
  new (loadAddOn().Numbers)(dtype, shape)
