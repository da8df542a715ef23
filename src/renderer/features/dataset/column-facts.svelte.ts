import type { ColumnProfile } from '../../../shared/dataset/dataset-manifest.ts'
import type { StudioOutput } from '../../../shared/rpc/studio-api.ts'
import { notices } from '../../state/notices.svelte.ts'
import { studio } from '../../studio.ts'
import { farOutLimits, nextDown } from './table-columns.ts'

type Groups = StudioOutput<'datasets.distribution'>['groups']

/** What is asked of the studio for the column in the inspector: its distribution by class, and how many values lie far out. */
export class ColumnFacts {
  #groups = $state.raw<Groups>([])
  #farOutCount = $state<number | null>(null)
  #key = ''

  get groups(): Groups {
    return this.#groups
  }

  /** Null where it has no meaning, or is not counted yet. */
  get farOutCount(): number | null {
    return this.#farOutCount
  }

  /**
   * Follows the selected column.
   *
   * @param target  name of the target of a classification; null shows one distribution
   */
  async follow(id: string, profile: ColumnProfile, target: string | null): Promise<void> {
    const key = JSON.stringify([id, profile.name, target])
    if (key === this.#key) return
    this.#key = key
    this.#farOutCount = null
    this.#groups = []
    try {
      const { groups } = await studio().call('datasets.distribution', { id, column: profile.name, target })
      if (key !== this.#key) return
      this.#groups = groups
      const count = await countFarOut(id, profile)
      if (key === this.#key) this.#farOutCount = count
    } catch (error) {
      if (key === this.#key) notices.showError(error, 'counting a column')
    }
  }
}

/** Counted by the studio over all rows, on either side of the limits. */
async function countFarOut(id: string, profile: ColumnProfile): Promise<number | null> {
  const limits = farOutLimits(profile)
  const range = profile.range
  if (limits === null || range === null) return null
  const count = async (low: number, high: number): Promise<number> => {
    if (low > high) return 0
    const filter = { kind: 'between' as const, column: profile.name, low, high }
    const page = await studio().call('datasets.rows', {
      id,
      offset: 0,
      limit: 1,
      sort: null,
      filters: [filter],
      preparation: null
    })
    return page.rowCount
  }
  const below = range.min < limits.low ? await count(range.min, nextDown(limits.low)) : 0
  const above = range.max > limits.high ? await count(-nextDown(-limits.high), range.max) : 0
  return below + above
}
