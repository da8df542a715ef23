import { z } from 'zod'

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/u)

/** Ids of one kind cannot be given where another kind is asked for. */
export const runId = id.brand('RunId')
export const datasetId = id.brand('DatasetId')
export const nodeId = id.brand('NodeId')
export const taskId = id.brand('TaskId')
export const exportId = id.brand('ExportId')
/** Stands for a path that the person chose; the window never holds the path itself. */
export const fileHandle = id.brand('FileHandle')

export type RunId = z.infer<typeof runId>
export type DatasetId = z.infer<typeof datasetId>
export type NodeId = z.infer<typeof nodeId>
export type TaskId = z.infer<typeof taskId>
export type ExportId = z.infer<typeof exportId>
export type FileHandle = z.infer<typeof fileHandle>
