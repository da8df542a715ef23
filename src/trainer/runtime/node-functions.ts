import util from 'node:util'

// tfjs-node 4.22 calls these two; Node took them away in version 23.
const functions = util as unknown as Record<string, unknown>
functions.isNullOrUndefined ??= (value: unknown): boolean => value === null || value === undefined
functions.isArray ??= Array.isArray
