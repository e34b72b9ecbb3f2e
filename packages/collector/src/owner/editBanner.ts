import { byId } from '../dashboard/element.ts'
import { choice } from './choice.ts'
import type { Draft } from './draft.ts'
import { BANNER, setBanner } from './editConfig.ts'
import { make } from './make.ts'

const LAYOUTS = { bar: 'Bar', box: 'Box', dialog: 'Dialog' }
const THEMES = { auto: 'As the visitor', light: 'Light', dark: 'Dark' }
const EDGES = { bottom: 'Bottom', top: 'Top' }
const CORNERS = {
  'bottom-start': 'Bottom start',
  'bottom-end': 'Bottom end',
  'top-start': 'Top start',
  'top-end': 'Top end',
}

/** Fields for banner on or off, layout, position and theme. */
export function editBanner(draft: Draft): void {
  const { show, layout, position, theme } = { ...BANNER, ...draft.config.banner }
  const change = <Name extends keyof typeof BANNER>(
    name: Name,
    value: (typeof BANNER)[Name],
    redraw = false,
  ): void => draft.change({ config: setBanner(draft.config, name, value) }, redraw)

  const onOff = make('input', { type: 'checkbox', id: 'show', checked: show })
  onOff.setAttribute('role', 'switch')
  onOff.setAttribute('aria-describedby', 'show-hint')
  onOff.addEventListener('change', () => change('show', onOff.checked))
  byId('on-off').replaceChildren(
    make('label', { htmlFor: 'show', className: 'switch' }, onOff, make('span', {}, 'Ask visitors')),
    make('small', { id: 'show-hint' }, 'Off: nobody is asked, and so nothing is collected.'),
  )

  const look = [
    choice({
      name: 'layout',
      legend: 'Layout',
      of: LAYOUTS,
      value: layout,
      onChange: (value) => {
        const next = setBanner(draft.config, 'layout', value as typeof layout)
        // Only a box has corners, and only a box is in one.
        const isCorner = position in CORNERS
        const placed =
          isCorner && value !== 'box'
            ? setBanner(next, 'position', position.startsWith('top') ? 'top' : 'bottom')
            : next
        draft.change({ config: placed }, true)
      },
    }),
    choice({
      name: 'theme',
      legend: 'Theme',
      of: THEMES,
      value: theme,
      onChange: (value) => change('theme', value as typeof theme),
    }),
  ]
  if (layout !== 'dialog')
    look.splice(
      1,
      0,
      choice({
        name: 'position',
        legend: 'Position',
        of: layout === 'box' ? { ...EDGES, ...CORNERS } : EDGES,
        value: position,
        onChange: (value) => change('position', value as typeof position),
      }),
    )
  byId('look').replaceChildren(...look)
}
