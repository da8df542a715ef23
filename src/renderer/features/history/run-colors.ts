const colors = [2, 3, 1, 4, 6, 5, 7] as const
const dashes: readonly (readonly number[])[] = [[], [8, 3], [2, 2], [8, 3, 2, 3], [1, 3], [12, 4], [4, 4]]

/** Chart colour (1 to 7) of the n-th compared run. */
export const runColor = (index: number): number => colors[index % colors.length] ?? 1

/** Dash of its lines: the first few are told apart without colour too. */
export const runDash = (index: number): readonly number[] => dashes[index % dashes.length] ?? []
