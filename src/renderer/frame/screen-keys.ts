import type { Stage } from '../state/navigation.svelte.ts'
import type { Both } from '../text/text.svelte.ts'

interface ScreenKey {
  readonly keys: string
  readonly label: Both<string>
}

/** Keys of single stages, for the key sheet. */
export const screenKeys: Readonly<Partial<Record<Stage, readonly ScreenKey[]>>> = {
  network: [
    { keys: 'Enter', label: { en: 'Add the layer in focus', zh: '添加焦点所在的层' } },
    { keys: 'C', label: { en: 'Connect from the selected layer', zh: '从所选层开始连接' } },
    {
      keys: 'T',
      label: { en: 'Freeze the selected layers, or train them again', zh: '冻结所选层，或恢复训练' }
    },
    { keys: 'F2', label: { en: 'Rename the layer', zh: '重命名层' } },
    { keys: 'Ctrl+D', label: { en: 'Duplicate', zh: '创建副本' } },
    { keys: 'Ctrl+C', label: { en: 'Copy', zh: '复制' } },
    { keys: 'Ctrl+V', label: { en: 'Paste', zh: '粘贴' } },
    { keys: 'Delete', label: { en: 'Delete', zh: '删除' } },
    { keys: 'Ctrl+A', label: { en: 'Select everything', zh: '全选' } },
    { keys: '← → ↑ ↓', label: { en: 'Go to the next layer', zh: '移到相邻的层' } },
    {
      keys: 'Alt+←',
      label: { en: 'Move the layer; with Shift in large steps', zh: '移动层；按住 Shift 大步移动' }
    },
    { keys: 'L', label: { en: 'Arrange the network', zh: '自动排列' } },
    { keys: 'F', label: { en: 'Fit the network into view', zh: '缩放到全图' } },
    { keys: '+ -', label: { en: 'Zoom in, zoom out', zh: '放大、缩小' } }
  ],
  start: [{ keys: 'Enter', label: { en: 'Open the project in focus', zh: '打开焦点所在的项目' } }],
  dataset: [
    { keys: '← → ↑ ↓', label: { en: 'Go to the next cell or image', zh: '移到相邻的单元格或图片' } },
    { keys: 'PageUp PageDown', label: { en: 'A page up, a page down', zh: '上一页、下一页' } },
    { keys: 'Home End', label: { en: 'First column, last column', zh: '第一列、最后一列' } },
    { keys: 'Ctrl+Home Ctrl+End', label: { en: 'First cell, last cell', zh: '第一个、最后一个单元格' } },
    { keys: 'Enter', label: { en: 'Show the column', zh: '查看该列' } },
    { keys: 'S', label: { en: 'Sort by the column', zh: '按该列排序' } },
    { keys: 'Alt+← Alt+→', label: { en: 'Move the step in focus', zh: '移动焦点所在的步骤' } },
    { keys: 'Delete', label: { en: 'Remove the step in focus', zh: '移除焦点所在的步骤' } }
  ],
  training: [
    {
      keys: 'Enter',
      label: { en: 'Change the setting in focus; take it over', zh: '修改焦点所在的设置；确认' }
    },
    { keys: 'Esc', label: { en: 'Leave the setting as it was', zh: '保留原来的设置' } }
  ],
  evaluation: [
    { keys: '← → ↑ ↓', label: { en: 'Go to the next cell of the matrix', zh: '移到混淆矩阵相邻的格' } },
    { keys: 'Enter', label: { en: 'Show the rows behind the cell', zh: '查看该格中的行' } }
  ],
  history: [
    { keys: '↑ ↓', label: { en: 'Go to the next run', zh: '移到相邻的运行' } },
    { keys: 'Enter', label: { en: 'Show the run', zh: '查看该运行' } },
    { keys: 'Space', label: { en: 'Choose the run for comparison', zh: '选入比较' } },
    { keys: 'Delete', label: { en: 'Delete the run', zh: '删除该运行' } }
  ]
}
