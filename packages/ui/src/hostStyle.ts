import type { ConsentConfig } from '@askfirst/consent/config'

/** Where the banner's element stands: along a block edge of the window, or as a box in one of its corners. */
export function hostStyle(banner: NonNullable<ConsentConfig['banner']>, dir: string): string {
  const { layout = 'bar', position = 'bottom' } = banner
  const [block, inline = 'end'] = position.split('-')
  const box = layout === 'box'
  const start = (edge: 'start' | 'end', at: boolean): string => `${edge}:${at ? (box ? '.5em' : '0') : 'auto'}`
  const top = block === 'top'
  // A page's rules for the host would win over these if they were not important.
  return `:host{all:initial;display:${layout === 'dialog' ? 'contents' : 'flex'};direction:${dir};flex-direction:column;position:fixed;inset-block-${start('start', top)};inset-block-${start('end', !top)};${
    box
      ? `inset-inline-${start('start', inline === 'start')};inset-inline-${start('end', inline !== 'start')};inline-size:min(100% - 1em,var(--askfirst-max-width,24em))`
      : `inset-inline:0;margin-inline:auto;inline-size:min(100%,var(--askfirst-max-width,54em))`
  };box-sizing:border-box;max-block-size:min(85%,max(35%,18em));z-index:var(--askfirst-z-index,2147483647)}`.replace(
    /[;}]/g,
    '!important$&',
  )
}
