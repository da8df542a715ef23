/** The package brings no types. */
declare module 'stopword' {
  export const eng: readonly string[]
  export const zho: readonly string[]
}
