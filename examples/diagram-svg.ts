import { diagramBox, type Diagram, type DiagramLayer } from '../src/shared/network/templates/diagram.ts'

export type Locale = 'en' | 'zh'

/** Colours of the window in light and dark, so that the picture fits a page of either. */
const style = `
    .box { fill: #ffffff; stroke: #c9cdd6 }
    .title { fill: #1d212b; font-weight: 600 }
    .small { fill: #565d6d; font-size: 11px }
    .line { stroke: #8a91a1; fill: none }
    .tip { fill: #8a91a1 }
    @media (prefers-color-scheme: dark) {
      .box { fill: #1d212b; stroke: #3b4252 }
      .title { fill: #e8eaf0 }
      .small { fill: #a6adbd }
    }`

/** A template's layers as a picture for its page. */
export function diagramSvg({ layers, edges, width, height }: Diagram, locale: Locale, title: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escape(title)}" font-family="Inter, 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif" font-size="13">
  <style>${style}
  </style>
  <defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip" d="M0 0L8 4L0 8Z"/></marker></defs>
${edges.map(edge).join('\n')}
${layers.map((layer) => box(layer, locale)).join('\n')}
</svg>
`
}

const edge = ({ from, to }: Diagram['edges'][number]): string => {
  const half = diagramBox.width / 2
  const [x1, y1, x2, y2] = [from.x + half, from.y + diagramBox.height, to.x + half, to.y - 1]
  const middle = (y1 + y2) / 2
  return `  <path class="line" d="M${x1} ${y1}C${x1} ${middle} ${x2} ${middle} ${x2} ${y2}" marker-end="url(#tip)"/>`
}

const box = (layer: DiagramLayer, locale: Locale): string => {
  const { x, y } = layer
  const right = x + diagramBox.width - 12
  return [
    `  <rect class="box" x="${x}" y="${y}" width="${diagramBox.width}" height="${diagramBox.height}" rx="6"/>`,
    `  <text class="title" x="${x + 12}" y="${y + 19}">${escape(layer.title)}</text>`,
    `  <text class="small" x="${x + 12}" y="${y + 36}">${escape(layer.settings[locale])}</text>`,
    `  <text class="small" x="${right}" y="${y + 19}" text-anchor="end">${shapeWords(layer.shape)}</text>`,
    `  <text class="small" x="${right}" y="${y + 36}" text-anchor="end">${weightWords(layer.weightCount, locale)}</text>`
  ].join('\n')
}

export const shapeWords = (shape: readonly number[]): string =>
  shape.map((size) => size.toLocaleString('en')).join(' × ')

const weightWords = (count: number, locale: Locale): string => {
  if (count === 0) return ''
  const text = count.toLocaleString('en')
  return locale === 'zh' ? `${text} 个权重` : `${text} weights`
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
