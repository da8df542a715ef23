/** An address for encoded bytes: the security policy allows images from blobs only. */
export function pictureUrl({ base64, mime }: { readonly base64: string; readonly mime: string }): string {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  return URL.createObjectURL(new Blob([bytes], { type: mime }))
}
