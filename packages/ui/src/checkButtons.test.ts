// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest'
import { button } from './button.ts'
import { checkButtons } from './checkButtons.ts'
import { makeElement } from './makeElement.ts'

afterEach(() => vi.restoreAllMocks())

function rootOf(): ShadowRoot {
  const host = document.createElement('div')
  document.body.append(host)
  const root = host.attachShadow({ mode: 'open' })
  const make = makeElement(document)
  root.append(
    button(make, 'accept', 'decide', 'Accept all', () => {}),
    button(make, 'reject', 'decide', 'Reject all', () => {}),
  )
  return root
}

it('is silent where both look alike, and where there are none', () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  const root = rootOf()
  expect(checkButtons(root)).toEqual([])
  root.replaceChildren()
  expect(checkButtons(root)).toEqual([])
  expect(error).not.toHaveBeenCalled()
})

it('says what differs, with the rule', () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  const root = rootOf()
  root.getElementById('reject')!.style.backgroundColor = 'white'
  root.getElementById('reject')!.getBoundingClientRect = () => ({ width: 40, height: 10 }) as DOMRect
  expect(checkButtons(root)).toEqual(expect.arrayContaining(['backgroundColor', 'width', 'height']))
  expect(error).toHaveBeenCalledWith(expect.stringContaining('Taskforce'))
})
