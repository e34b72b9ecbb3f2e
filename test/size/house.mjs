// House rules that neither compiler nor linter checks: lengths, `any`, leftovers, names of this machine.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const MAX_FILE_LINES = 400
const MAX_FUNCTION_LINES = 80

const root = fileURLToPath(new URL('../..', import.meta.url))
const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter((path) => path && existsSync(root + path))
const offences = []

for (const path of files) {
  if (/\.(png|ico|woff2)$/.test(path)) continue
  const text = readFileSync(root + path, 'utf8')
  checkText(path, text)
  if (/\.(ts|js|mjs|cjs|py|css|html)$/.test(path)) checkLength(path, text)
  if (/\.(ts|js|mjs|cjs)$/.test(path)) checkSyntax(path, text)
}
for (const offence of offences) console.log(offence)
console.log(`house: ${files.length} files, ${offences.length} offences`)
if (offences.length > 0) process.exitCode = 1

function checkLength(path, text) {
  const lines = text.trimEnd().split('\n').length
  if (lines > MAX_FILE_LINES) offences.push(`${path}: ${lines} lines, at most ${MAX_FILE_LINES}`)
}

function checkText(path, text) {
  const words = [
    // Written apart, so that this file does not find itself.
    [
      new RegExp(`\\b(${['TO', 'FIX', 'XX'].map((start, i) => start + ['DO', 'ME', 'X'][i]).join('|')})\\b`),
      'a leftover',
    ],
    [/(?<![\w.])\/(root|home|Users|work|mnt)\/[\w.]/, 'a path of one machine'],
  ]
  if (path === 'pnpm-lock.yaml') words.push([/^\s*(tarball|resolved):/m, 'a registry address'])
  for (const host of registryHosts()) words.push([new RegExp(host.replaceAll('.', '\\.')), 'a registry host'])
  text.split('\n').forEach((line, i) => {
    for (const [pattern, what] of words) if (pattern.test(line)) offences.push(`${path}:${i + 1}: ${what}`)
  })
}

/** Hosts of the registries that this machine uses. */
function registryHosts() {
  registryHosts.known ??= Object.entries(process.env)
    .filter(([name]) => /registry/i.test(name))
    .map(([, value]) => URL.parse?.(value)?.host ?? /^https?:\/\/(?:[^@/]*@)?([^/]+)/.exec(value)?.[1])
    .filter(Boolean)
  return registryHosts.known
}

function checkSyntax(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const lineOf = (position) => source.getLineAndCharacterOfPosition(position).line + 1
  const visit = (node) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword && !path.endsWith('.d.ts'))
      offences.push(`${path}:${lineOf(node.getStart(source))}: any`)
    if (ts.isFunctionLike(node) && node.body && !isDescribe(node)) {
      const first = lineOf(node.getStart(source))
      const lines = lineOf(node.end) - first + 1
      if (lines > MAX_FUNCTION_LINES)
        offences.push(`${path}:${first}: function of ${lines} lines, at most ${MAX_FUNCTION_LINES}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
}

/** The callback of `describe` is a chapter, not a function. */
function isDescribe({ parent }) {
  return ts.isCallExpression(parent) && /^describe\b/.test(parent.expression.getText())
}
