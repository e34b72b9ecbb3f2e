import type { ConsentConfig } from '@askfirst/consent/config'

/** Where the banner's element stands: along a block edge of the window, or as a box in one of its corners. */
export function hostStyle(banner: NonNullable<ConsentConfig['banner']>, dir: string): string {
  const { layout = 'bar', position = 'bottom' } = banner
  const [block, inline = 'end'] = position.split('-')
  const modal = layout === 'dialog'
  const box = layout === 'box'
  const gap = box ? '.5em' : '0'
  const rules = [
    'all:initial',
    // A dialog stands in the top layer by itself.
    `display:${modal ? 'contents' : 'flex'}`,
    `direction:${dir}`,
    'flex-direction:column',
    'position:fixed',
    `inset-block:${block === 'top' ? `${gap} auto` : `auto ${gap}`}`,
    `inset-inline:${box ? (inline === 'start' ? `${gap} auto` : `auto ${gap}`) : '0;margin-inline:auto'}`,
    `inline-size:min(100% - ${box ? '1em' : '0px'},var(--askfirst-max-width,${box ? 25 : 56}em))`,
    'max-block-size:min(85%,max(35%,18em))',
    'z-index:var(--askfirst-z-index,2147483647)',
  ]
  // A page's rules for the host would win over these if they were not important.
  return `:host{${rules.join(';').replaceAll(';', '!important;')}!important}`
}
