import { z } from 'zod'
import { sampleShape, timestamp } from './core/schema.ts'
import { task } from './dataset/dataset-spec.ts'
import { inputPart } from './dataset/prepared-data.ts'

const label = z.strictObject({ en: z.string(), zh: z.string() })
const parts = z.strictObject({ train: z.number().nullable(), test: z.number().nullable() })

/** What one template reached on data that come with the program, and where and when. */
export const templateFigure = z.strictObject({
  /** Key of the example, such as `news-lstm`. */
  example: z.string(),
  title: label,
  /** Key of the template. */
  template: z.string(),
  /** File or folder of resources/samples. */
  sample: z.string(),
  /** What the template was fitted to: as TemplateData, with whatever more a kind of data tells. */
  data: z.looseObject({
    kind: z.enum(['table', 'images']),
    task,
    classCount: z.int().nullable(),
    sampleShape,
    inputParts: z.array(inputPart).readonly().optional(),
    wordCount: z.int().nullish(),
    rowCount: z.int()
  }),
  /** Key of the deciding figure in the metric catalogue. */
  metric: z.string(),
  /** Of the rows that training never saw. */
  value: z.number(),
  bound: z.number(),
  /** The figure of the same run that is the bound; null where it is a fixed number. */
  boundMetric: z.string().nullable(),
  isMet: z.boolean(),
  /** The deciding figure and those shown beside it, by their keys. */
  figures: z.record(z.string(), parts),
  /** What the documents report; null where they report none. */
  documents: z.strictObject({ value: z.number().nullable(), text: label }),
  weightCount: z.int(),
  epochCount: z.int(),
  trainingMs: z.number(),
  measuredAt: timestamp,
  /** Processor, cores and memory. */
  machine: z.string()
})
export type TemplateFigure = z.infer<typeof templateFigure>

/** What `npm run templates` measured last: resources/templates/figures.json. */
export const templateFigures = z.array(templateFigure)
