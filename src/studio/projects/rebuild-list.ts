import { folderSize } from '../files/folder-size.ts'
import { isFolder } from './project-folder.ts'
import { openProject } from './project-session.ts'
import { summarizeProject } from './project-summary.ts'
import type { RecentProjects } from './recent-projects.ts'

/** A lost list of projects is made again from the folders themselves. */
export async function rebuildList(homeFolder: string, recent: RecentProjects): Promise<void> {
  if (!isFolder(homeFolder)) return
  for (const folder of recent.unlisted(homeFolder)) {
    const found = openProject(folder, { whenInUse: 'look' })
    if (!found.ok) continue
    const sizeBytes = await folderSize(folder)
    const known = { manifest: undefined, model: undefined, sizeBytes, lastOpenedAt: Date.now() }
    recent.keep(folder, summarizeProject(found.value, known))
    found.value.close()
  }
}
