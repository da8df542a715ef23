import util from 'node:util'

// tfjs-node 4.22 calls these two; Node 23 took the first away.
const functions = util as unknown as Record<string, unknown>
functions.isNullOrUndefined ??= (value: unknown): boolean => value === null || value === undefined
// Still there, but each use of it would print a warning.
functions.isArray = Array.isArray
