import { byId, element } from './element.ts'
import type { Figures } from './fetchStats.ts'
import { sayCount } from './say.ts'

const REASONS: Readonly<Record<string, string>> = {
  denied: 'consent was withdrawn',
  undecided: 'no choice was made',
  invalid: 'not in the tracking plan',
  filtered: 'taken out by the page',
  queue_full: 'the queue was full',
  too_old: 'too old to send',
  too_large: 'too large to send',
  refused: 'refused here',
  storage: 'the device could not store it',
  unanswered: 'sent, and not answered',
}

/** Every event has a number: what arrived, what was lost for a reason, what nobody can explain. */
export function showGaps({ gaps }: Figures): void {
  if (gaps.streams === 0) {
    byId('gaps').replaceChildren(element('p', { class: 'nothing' }, 'No streams in this span.'))
    return
  }
  const reasons = Object.entries(gaps.explained).sort(([, a], [, b]) => b - a)
  const explained = reasons.reduce((sum, [, numbers]) => sum + numbers, 0)
  const all = Math.max(1, gaps.received + explained + gaps.unexplained)
  const told = `${sayCount(gaps.received)} received, ${sayCount(explained)} explained, ${sayCount(gaps.unexplained)} unexplained`
  byId('gaps').replaceChildren(
    element(
      'div',
      { class: 'spread', role: 'img', label: told },
      ...part('received', gaps.received / all),
      ...part('explained', explained / all),
      ...part('unexplained', gaps.unexplained / all),
    ),
    element(
      'dl',
      { class: 'gap-list' },
      row('received', 'Received', gaps.received, 'stored, each once'),
      row(
        'explained',
        'Explained loss',
        explained,
        reasons.map(([reason, n]) => `${REASONS[reason] ?? reason}: ${sayCount(n)}`).join(' · ') || 'none',
      ),
      row('unexplained', 'Unexplained gaps', gaps.unexplained, 'numbers that never came, without a word'),
      row(
        'tails',
        'Unknown tails',
        gaps.unknownTails,
        `of ${sayCount(gaps.streams)} streams have no end mark yet: still open, or cut off`,
      ),
    ),
  )
}

function part(kind: string, share: number): HTMLElement[] {
  return share > 0 ? [element('span', { class: `part ${kind}`, share })] : []
}

function row(kind: string, name: string, value: number, note: string): HTMLElement {
  return element(
    'div',
    {},
    element('dt', {}, element('span', { class: `key ${kind}` }), name),
    element('dd', { class: 'number' }, sayCount(value)),
    element('dd', { class: 'note' }, note),
  )
}
