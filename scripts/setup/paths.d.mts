/** The checkout. */
export const projectRoot: string
/** Such as `linux-x64`. */
export const platformKey: string
/** Folder of everything fetched for this version of the program. */
export function cacheFolder(): string
/** Where Node keeps our sources as it has compiled them. */
export function compileCacheFolder(): string
/** Absolute paths of what the set-up brings; undefined when it is not there. */
export function findNode(): string | undefined
export function findElectron(): string | undefined
export function findChromium(): string | undefined
/** The first of these programs that is on the PATH. */
export function findProgram(names: readonly string[]): string | undefined
/** The same, where its absence is a fault: throws with the command that brings it. */
export function nodePath(): string
export function electronPath(): string
export function chromiumPath(): string
export function ownElectron(): string | undefined
export function cachedElectron(): string
export function cachedNode(): string
