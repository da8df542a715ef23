/** The numbers that the fixtures' scripts make of a seed: a sine that does not repeat soon. */
export const sineNumbers = (count: number, seed: number): Float32Array =>
  Float32Array.from({ length: count }, (_, index) => Math.sin(index * 12.9898 + seed * 78.233))
