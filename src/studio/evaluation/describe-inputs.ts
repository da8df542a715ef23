import { ok, type Checked } from '../../shared/core/checked.ts'
import type { DatasetSpec } from '../../shared/dataset/dataset-spec.ts'
import { inputFactsOf } from '../../shared/evaluation/input-facts.ts'
import type { InputFacts } from '../../shared/evaluation/model-form.ts'
import { openTable } from '../dataset/open-dataset.ts'
import { readTable } from '../dataset/read-columns.ts'

/** The last table described: a person tries one run again and again. */
let last: { readonly key: string; readonly facts: readonly InputFacts[] } | undefined

/**
 * What the training part of a table says of each feature.
 *
 * Problems  dataset/not-readable, dataset/not-a-table
 */
export async function describeInputs(
  folder: string,
  spec: DatasetSpec
): Promise<Checked<readonly InputFacts[]>> {
  const opened = await openTable(folder)
  if (!opened.ok) return opened
  const key = JSON.stringify([folder, opened.value.importedAt, spec])
  if (last?.key !== key) {
    last = { key, facts: inputFactsOf(await readTable(folder, opened.value), spec) }
  }
  return ok(last.facts)
}
