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
  start: [{ keys: 'Enter', label: { en: 'Open the project in focus', zh: '打开焦点所在的项目' } }]
}
