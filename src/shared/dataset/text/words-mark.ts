/**
 * A short mark by which two vocabularies can be told apart without their words.
 *
 * Output  their number, and two hashes of the words in order
 * Source  FNV-1a over the code units, from two starts
 */
export function markOfWords(words: readonly string[]): string {
  let [first, second] = [0x811c9dc5, 0x01000193]
  const take = (unit: number): void => {
    first = Math.imul(first ^ unit, 0x01000193)
    second = Math.imul(second ^ unit, 0x811c9dc5)
  }
  for (const word of words) {
    for (let at = 0; at < word.length; at += 1) take(word.charCodeAt(at))
    take(0xffff)
  }
  return `${words.length}-${(first >>> 0).toString(16)}${(second >>> 0).toString(16)}`
}
