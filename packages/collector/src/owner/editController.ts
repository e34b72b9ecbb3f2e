import { byId } from '../dashboard/element.ts'
import type { Draft } from './draft.ts'
import { setController } from './editConfig.ts'
import { field } from './field.ts'

/** Fields for who asks. */
export function editController(draft: Draft): void {
  const { name = '', contact = '', privacyUrl = '' } = draft.config.controller ?? {}
  const change =
    (key: 'name' | 'contact' | 'privacyUrl') =>
    (value: string): void =>
      draft.change({ config: setController(draft.config, key, value) })
  byId('controller').replaceChildren(
    field({
      id: 'controller-name',
      label: 'Name',
      value: name,
      placeholder: 'the host name of the page',
      hint: 'A new name asks everybody again.',
      onInput: change('name'),
    }),
    field({
      id: 'controller-privacy',
      label: 'Address of the privacy notice',
      value: privacyUrl,
      placeholder: '/privacy',
      type: 'url',
      onInput: change('privacyUrl'),
    }),
    field({
      id: 'controller-contact',
      label: 'Contact',
      value: contact,
      placeholder: 'privacy@example.com',
      onInput: change('contact'),
    }),
  )
}
