/**
 * Characters that show nothing or change how others are shown: controls but tab and line ends, marks that turn the
 * direction of writing or take no room, and lone halves of surrogate pairs.
 */
export const HIDDEN_CHARACTERS =
  /(?![\t\n\v\f\r])\p{Cc}|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\p{Surrogate}/gu
