/** Passwords that are easy to guess, and those that are not. */
import { expect, it } from 'vitest'

import { strength } from './strength'

const ME = 'ada@example.com'

it('knows what is too short', () => {
  expect(strength('', ME)).toBe('short')
  expect(strength('aB3$xY9!z', ME)).toBe('short')
  expect(strength('密码密码密码密码密', ME)).toBe('short')
})
it('is not fooled by length alone', () => {
  for (const text of ['aaaaaaaaaaaa', 'password1234', '1234567890', 'abababababab']) expect(strength(text, ME), text).toBe('weak')
  expect(strength('ada.lovelace.1', 'ada.lovelace@example.com')).toBe('weak')
})
it('likes words as well as signs', () => {
  expect(strength('correct horse battery staple', ME)).toBe('strong')
  expect(strength('xK7#mP2$vQ9!', ME)).toBe('strong')
  expect(strength('wintergarten', ME)).toBe('fair')
})
