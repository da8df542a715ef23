/** Sets and maps that are never changed, only replaced: state holds them raw. */
export const setOf = <Item>(items: Iterable<Item> = []): ReadonlySet<Item> => new Set(items)

export const mapOf = <Key, Value>(entries: Iterable<readonly [Key, Value]>): ReadonlyMap<Key, Value> =>
  new Map(entries)

/** The set with an item taken out if it was in, else put in. */
export function toggled<Item>(items: ReadonlySet<Item>, item: Item): ReadonlySet<Item> {
  const next = new Set(items)
  if (!next.delete(item)) next.add(item)
  return next
}
