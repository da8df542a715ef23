import { formatDuration, formatNumber } from '../src/cli/table.ts'
import type { TemplateFigure } from '../src/shared/template-figures.ts'
import { wanted } from './figure-table.ts'
import { metricOf } from './measure.ts'

const number = (value: number | null | undefined): string =>
  value === null || value === undefined ? '–' : formatNumber(value)

/** docs/templates.md: every example's figures beside the documents'. */
export const figuresPage = (figures: readonly TemplateFigure[]): string => `# Templates and what they reach

Each template is trained by \`npm run templates\` on data that come with the program, through the same code as the window
and the command line. The data of the documents are not ours, so only the order of size can be compared. \`npm run
templates\` writes this page; it fails where a bound is missed. Names train single ones: \`npm run templates -- line study\`.

All figures are of the test part, which training never saw.

| example | template | data | rows | figure | ours | wanted | in the documents | ok |
|---|---|---|---|---|---|---|---|---|
${figures.map(mainRow).join('\n')}

## More of each run

| example | figures on train and test | weights | epochs | time | measured |
|---|---|---|---|---|---|
${figures.map(moreRow).join('\n')}

${machines(figures)}

## The data

\`line.csv\`, \`study.csv\`, \`news.csv\`, \`reviews.csv\` and \`electricity.csv\` are made by the scripts in \`examples/samples\`, the same byte for byte
on every machine; a test makes them again. News and reviews come from seeded grammars, with stories that mix topics,
reviews that say what they mean by its opposite and a “not”, and a share of wrong labels that no model can learn, so that a
figure of 1 would be a mistake. The others are collected; \`resources/samples/samples.json\` names their sources.
`

const mainRow = (figure: TemplateFigure): string =>
  row([
    `${figure.title.en} (\`${figure.example}\`)`,
    `[${figure.template}](templates/${figure.template}.md)`,
    `\`${figure.sample}\``,
    String(figure.data.rowCount),
    metricOf(figure.metric).label.en,
    `**${number(figure.value)}**`,
    wanted(figure),
    figure.documents.text.en,
    figure.isMet ? 'yes' : '**no**'
  ])

const moreRow = (figure: TemplateFigure): string =>
  row([
    `\`${figure.example}\``,
    Object.entries(figure.figures)
      .map(([key, { train, test }]) => `${metricOf(key).label.en} ${number(train)} / ${number(test)}`)
      .join('; '),
    figure.weightCount.toLocaleString('en'),
    String(figure.epochCount),
    formatDuration(figure.trainingMs),
    new Date(figure.measuredAt).toISOString().slice(0, 10)
  ])

const machines = (figures: readonly TemplateFigure[]): string =>
  `Machine: ${[...new Set(figures.map(({ machine }) => machine))].join('; ')}. Time is the whole run, preparation and measuring included.`

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
