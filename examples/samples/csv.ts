/** Rows as a CSV file (RFC 4180, but for line ends of one character); texts with a comma or a quote stand in quotes. */
export const toCsv = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  `${[head, ...rows].map((row) => row.map(cell).join(',')).join('\n')}\n`

const cell = (value: string | number): string =>
  typeof value === 'string' && /[",\n]/u.test(value) ? `"${value.replaceAll('"', '""')}"` : String(value)
