import type { ConsentConfig } from '@askfirst/consent/config'
import { byId } from '../dashboard/element.ts'
import { forgetToken, keepToken, takeToken } from '../dashboard/session.ts'
import type { ConfigVersion } from '../store/configs.ts'
import { askOwner, type Failure, type OwnerState } from './askOwner.ts'
import { createDraft } from './draft.ts'
import { editBanner } from './editBanner.ts'
import { editController } from './editController.ts'
import { editLanguage } from './editLanguage.ts'
import { editPurposes } from './editPurposes.ts'
import { editWords } from './editWords.ts'
import { make } from './make.ts'
import { changeParts, showChange } from './showChange.ts'
import { showHistory } from './showHistory.ts'
import { showPreview } from './showPreview.ts'

const site = byId<HTMLSelectElement>('site')
/** a link can lead to one site; after that the page's own choice counts */
const linked = new URLSearchParams(location.search).get('site') ?? ''
const rollback = byId<HTMLDialogElement>('rollback')
const draft = createDraft({ purposes: [{ id: 'measurement' }] }, 'en')
let token: string | null = takeToken()
let state: OwnerState | undefined
let isShown = false
/** the version that the open question is about */
let toRestore = 0

draft.subscribe((_, redraw) => {
  if (redraw) drawFields()
  if (state) showChange(draft, state.current.config)
})

function drawFields(): void {
  for (const edit of [editBanner, editLanguage, editController, editWords, editPurposes]) edit(draft)
}

/** Asks the collector; an answer is there only where it is one to work with. */
async function ask<Answer extends object>(
  path: string,
  body?: object,
  query: Readonly<Record<string, string>> = {},
): Promise<Answer | undefined> {
  const answer = await askOwner<Answer>(token ?? '', path, { site: site.value || linked, ...query }, body)
  if (!('failure' in answer)) return answer
  const { failure, message } = answer as Failure
  if (failure === 'token') leave(message)
  else say(message, true)
  byId('reload').hidden = failure !== 'version'
  return undefined
}

/** Loads what is published, and begins a new draft from it. */
async function load(): Promise<void> {
  if (!token) {
    showLogin('')
    return
  }
  const loaded = await ask<OwnerState>('')
  if (!loaded) return
  state = loaded
  byId('login').hidden = true
  byId('controls').hidden = false
  byId('board').hidden = false
  listSites(loaded)
  byId('file').textContent = loaded.file
  showHistory(loaded.history, (version) => void askToRestore(version))
  draft.change(
    { config: loaded.current.config, language: loaded.current.config.language ?? draft.language },
    true,
  )
  if (!isShown) showPreview(draft)
  isShown = true
}

function listSites({ sites, site: chosen }: OwnerState): void {
  if (site.options.length !== sites.length)
    site.replaceChildren(...sites.map((key) => make('option', {}, key)))
  site.value = chosen
}

async function publish(): Promise<void> {
  const by = byId<HTMLInputElement>('by').value
  const request = { basedOn: state?.current.version, by, config: draft.config }
  await settle(await ask<ConfigVersion>('/publish', request))
}

async function askToRestore(version: number): Promise<void> {
  const found = await ask<{ config: ConsentConfig }>('/version', undefined, { version: String(version) })
  if (!found || !state) return
  toRestore = version
  byId('rollback-title').textContent = `Roll back to version ${version}?`
  byId('rollback-change').replaceChildren(...changeParts(state.current.config, found.config))
  byId<HTMLInputElement>('rollback-by').value = byId<HTMLInputElement>('by').value
  rollback.showModal()
}

async function restore(): Promise<void> {
  const by = byId<HTMLInputElement>('rollback-by').value
  rollback.close()
  byId<HTMLInputElement>('by').value = by
  await settle(await ask<ConfigVersion>('/rollback', { basedOn: state?.current.version, by, to: toRestore }))
}

async function settle(published: ConfigVersion | undefined): Promise<void> {
  if (!published) return
  await load()
  say(`Version ${published.version} is published. Visitors get it with their next page.`)
}

function showLogin(error: string): void {
  for (const id of ['board', 'controls']) byId(id).hidden = true
  byId('login').hidden = false
  byId('login-error').textContent = error
  byId('token').focus()
}

function leave(error: string): void {
  token = null
  forgetToken()
  say('')
  showLogin(error)
}

function say(text: string, isError = false): void {
  const status = byId('status')
  status.className = isError ? 'status error' : 'status'
  status.textContent = text
}

byId('login').addEventListener('submit', (event) => {
  event.preventDefault()
  const field = byId<HTMLInputElement>('token')
  token = field.value.trim()
  field.value = ''
  keepToken(token)
  void load()
})
byId('leave').addEventListener('click', () => leave(''))
byId('publish-form').addEventListener('submit', (event) => {
  event.preventDefault()
  void publish()
})
byId('rollback-form').addEventListener('submit', (event) => {
  event.preventDefault()
  void restore()
})
byId('rollback-cancel').addEventListener('click', () => rollback.close())
byId('discard').addEventListener('click', () => {
  if (state) draft.change({ config: state.current.config }, true)
})
byId('reload').addEventListener('click', () => {
  byId('reload').hidden = true
  say('')
  void load()
})
site.addEventListener('change', () => void load())
addEventListener('hashchange', () => {
  token = takeToken()
  void load()
})
void load()
