import type { ChartDataset, ChartOptions, Plugin } from 'chart.js'
import type { ChartTheme } from './chart-theme.ts'

/** One line of a chart. */
export interface LineSeries {
  readonly label: string
  /** 1 to 7: a chart colour of the theme. Training and validation of one figure share it. */
  readonly color: number
  readonly points: readonly { readonly x: number; readonly y: number }[]
  /** In pixels: training 1.25, validation 2.5. */
  readonly width?: number
  readonly dash?: readonly number[]
  /** Faint, such as single steps behind their mean. */
  readonly isFaint?: boolean
  /** A dot at each point. */
  readonly hasPoints?: boolean
}

/** A vertical line with words, such as the best epoch; `y` rings the point. */
export interface ChartMarker {
  readonly x: number
  readonly y?: number
  readonly label: string
}

/** A shaded stretch of the x axis, such as the epochs that early stopping still waits. */
export interface ChartBand {
  readonly from: number
  readonly to: number
}

export interface ChartShape {
  readonly series: readonly LineSeries[]
  readonly scale: 'linear' | 'log'
  readonly xLabel: string
  readonly xMax: number | undefined
  readonly yMin: number | undefined
  readonly yMax: number | undefined
  readonly formatX: (value: number) => string
  readonly formatY: (value: number) => string
  readonly isSmall: boolean
}

const withAlpha = (hex: string, alpha: string): string => (hex.length === 7 ? `${hex}${alpha}` : hex)

/** Points a logarithm cannot show are left out on a log axis. */
const visible = (series: LineSeries, scale: 'linear' | 'log'): { x: number; y: number }[] =>
  series.points
    .filter(({ y }) => Number.isFinite(y) && (scale === 'linear' || y > 0))
    .map(({ x, y }) => ({ x, y }))

export function chartDatasets({ series, scale }: ChartShape, theme: ChartTheme): ChartDataset<'line'>[] {
  return series.map((line) => {
    const color = theme.colors[line.color - 1] ?? theme.text
    return {
      label: line.label,
      data: visible(line, scale),
      borderColor: line.isFaint === true ? withAlpha(color, '66') : color,
      backgroundColor: color,
      borderWidth: line.width ?? 1.5,
      borderDash: [...(line.dash ?? [])],
      pointRadius: line.hasPoints === true || line.points.length === 1 ? 2.5 : 0,
      pointHoverRadius: 4,
      pointBorderWidth: 0,
      tension: 0,
      spanGaps: false
    }
  })
}

export function chartOptions(shape: ChartShape, theme: ChartTheme): ChartOptions<'line'> {
  const ticks = {
    color: theme.quiet,
    font: { family: theme.font, size: 11 },
    maxRotation: 0,
    autoSkipPadding: 16
  }
  return {
    parsing: false,
    normalized: true,
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    interaction: { mode: 'nearest', axis: 'x', intersect: false },
    layout: { padding: { top: shape.isSmall ? 4 : 10, right: shape.isSmall ? 6 : 12 } },
    scales: {
      x: {
        type: 'linear',
        min: 0,
        max: shape.xMax,
        border: { color: theme.axis },
        grid: { display: false },
        title: {
          display: shape.xLabel !== '',
          text: shape.xLabel,
          align: 'end',
          color: theme.quiet,
          font: { family: theme.font, size: 11 },
          padding: 0
        },
        ticks: {
          ...ticks,
          maxTicksLimit: shape.isSmall ? 4 : 8,
          callback: (value) => shape.formatX(Number(value))
        }
      },
      y: {
        type: shape.scale === 'log' ? 'logarithmic' : 'linear',
        min: shape.yMin,
        max: shape.yMax,
        border: { display: false },
        grid: { color: theme.line, drawTicks: false },
        ticks: {
          ...ticks,
          padding: 6,
          maxTicksLimit: shape.isSmall ? 3 : 7,
          callback: (value) => shape.formatY(Number(value))
        }
      }
    },
    plugins: {
      legend: { display: false },
      decimation: { enabled: true, algorithm: 'min-max' },
      tooltip: {
        displayColors: true,
        backgroundColor: theme.surface,
        titleColor: theme.text,
        bodyColor: theme.text,
        borderColor: theme.axis,
        borderWidth: 1,
        titleFont: { family: theme.font, size: 11 },
        bodyFont: { family: theme.font, size: 12 },
        callbacks: {
          title: (items) => `${shape.xLabel} ${shape.formatX(items[0]?.parsed.x ?? 0)}`.trim(),
          label: (item) => ` ${item.dataset.label ?? ''}: ${shape.formatY(item.parsed.y ?? 0)}`
        }
      }
    }
  }
}

/** Draws the marker and the band; both are read at each drawing, so that they can change without a new chart. */
export function annotations(
  read: () => { marker?: ChartMarker; band?: ChartBand; theme: ChartTheme }
): Plugin<'line'> {
  return {
    id: 'annotations',
    beforeDatasetsDraw(chart) {
      const { band, theme } = read()
      const x = chart.scales['x']
      if (band === undefined || x === undefined) return
      const left = Math.max(chart.chartArea.left, x.getPixelForValue(band.from))
      const right = Math.min(chart.chartArea.right, x.getPixelForValue(band.to))
      chart.ctx.fillStyle = theme.goodSoft
      chart.ctx.fillRect(
        left,
        chart.chartArea.top,
        Math.max(0, right - left),
        chart.chartArea.bottom - chart.chartArea.top
      )
    },
    afterDatasetsDraw(chart) {
      const { marker, theme } = read()
      const x = chart.scales['x']
      if (marker === undefined || x === undefined) return
      const at = x.getPixelForValue(marker.x)
      const { top, bottom, left, right } = chart.chartArea
      if (at < left - 1 || at > right + 1) return
      const { ctx } = chart
      ctx.save()
      ctx.strokeStyle = theme.good
      ctx.lineWidth = 1.5
      ctx.beginPath()
      ctx.moveTo(at, top)
      ctx.lineTo(at, bottom)
      ctx.stroke()
      if (marker.y !== undefined) {
        ctx.beginPath()
        ctx.arc(at, chart.scales['y']?.getPixelForValue(marker.y) ?? top, 5, 0, 2 * Math.PI)
        ctx.fillStyle = theme.surface
        ctx.fill()
        ctx.stroke()
      }
      drawLabel(ctx, marker.label, at, { top, left, right }, theme)
      ctx.restore()
    }
  }
}

/** The marker's words in a box left of its line, or right of it where there is no room. */
function drawLabel(
  ctx: CanvasRenderingContext2D,
  label: string,
  at: number,
  area: { top: number; left: number; right: number },
  theme: ChartTheme
): void {
  if (label === '') return
  ctx.font = `500 11px ${theme.font}`
  const width = ctx.measureText(label).width + 16
  const left = at - width - 6 < area.left ? at + 6 : at - width - 6
  ctx.fillStyle = theme.goodSoft
  ctx.beginPath()
  ctx.roundRect(left, area.top + 4, width, 20, 4)
  ctx.fill()
  ctx.lineWidth = 1
  ctx.stroke()
  ctx.fillStyle = theme.good
  ctx.textBaseline = 'middle'
  ctx.fillText(label, left + 8, area.top + 14.5)
}
