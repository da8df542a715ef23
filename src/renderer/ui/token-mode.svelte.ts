/** A text as it is written, as its tokens, or as tokens with their numbers. */
export type TokenMode = 'text' | 'tokens' | 'ids'

/** One choice for all texts that are read, one for those that are written: where one looks at, the others follow. */
class TokenModeState {
  read = $state<TokenMode>('tokens')
  written = $state<TokenMode>('text')
}

export const tokenMode = new TokenModeState()
