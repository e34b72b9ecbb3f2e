import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/**
 * Copies the workspace's own files to a new directory and links what is installed. Packages of the workspace are
 * linked to their copies, so that a build in the copy uses nothing of the original.
 *
 * @param {string} root
 * @returns {string} the directory, for the caller to remove
 */
export function copyWorkspace(root) {
  const copy = mkdtempSync(join(tmpdir(), 'sabotage-'))
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
  })
  for (const file of `${files}`.split('\0').filter((path) => path && existsSync(join(root, path)))) {
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    cpSync(join(root, file), join(copy, file))
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  for (const folder of ['packages', 'examples'])
    for (const name of readdirSync(join(copy, folder))) linkInstalled(root, copy, join(folder, name))
  return copy
}

function linkInstalled(root, copy, directory) {
  const installed = join(root, directory, 'node_modules')
  if (!existsSync(installed)) return
  const link = (name) => {
    const own = /^(@askfirst\/)?(.+)$/.exec(name)
    const ours = own[1] || own[2] === 'askfirst'
    const target = join(copy, directory, 'node_modules', name)
    mkdirSync(dirname(target), { recursive: true })
    symlinkSync(ours ? join(copy, 'packages', own[2]) : join(installed, name), target)
  }
  for (const name of readdirSync(installed))
    if (name === '@askfirst')
      for (const inner of readdirSync(join(installed, name))) link(`@askfirst/${inner}`)
    else link(name)
}
