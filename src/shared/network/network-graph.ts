import { z } from 'zod'
import { nodeId } from '../core/ids.ts'
import { paramValue } from '../core/params.ts'

/** A layer on the canvas. Position in canvas pixels, top left corner. */
export const networkNode = z.strictObject({
  id: nodeId,
  /** A kind of the layer catalogue, such as 'dense'. */
  kind: z.string().min(1),
  /** Unique in the network; becomes the layer's name in TensorFlow and Keras. */
  name: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,62}$/u),
  params: z.record(z.string(), paramValue),
  /** False for a layer whose weights stay as they are in training: it is frozen. True where left out. */
  trainable: z.boolean().optional(),
  /** Of a last layer, where several targets are predicted: the column of its own. The main target where left out. */
  answers: z.string().min(1).optional(),
  position: z.strictObject({ x: z.number(), y: z.number() })
})
export type NetworkNode = z.infer<typeof networkNode>

/** Whether training leaves a layer's weights as they are. */
export const isFrozen = ({ trainable }: { readonly trainable?: boolean | undefined }): boolean =>
  trainable === false

export const networkEdge = z.strictObject({ from: nodeId, to: nodeId })
export type NetworkEdge = z.infer<typeof networkEdge>

/** The network as drawn: what the canvas edits and the recipe keeps. The order of edges is the order of a merge layer's inputs. */
export const networkGraph = z.strictObject({
  version: z.literal(1),
  nodes: z.array(networkNode),
  edges: z.array(networkEdge)
})
export type NetworkGraph = z.infer<typeof networkGraph>

export const emptyNetwork: NetworkGraph = { version: 1, nodes: [], edges: [] }
