import { createRequire } from 'node:module'
import type { Jieba } from '@node-rs/jieba'
import { provideWordCutter } from '../../shared/dataset/text/word-cutter.ts'

/** Gives the trainer jieba's words; its dictionary is read when a text is first cut with it. */
provideWordCutter(() => {
  const require = createRequire(import.meta.url)
  const native = require('@node-rs/jieba') as { readonly Jieba: typeof Jieba }
  const { dict } = require('@node-rs/jieba/dict') as { readonly dict: Uint8Array }
  const jieba = native.Jieba.withDict(dict)
  return (text) => jieba.cut(text, true)
})
