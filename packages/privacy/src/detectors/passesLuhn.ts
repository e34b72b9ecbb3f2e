/** The check digit of ISO/IEC 7812: from the right, every second digit counts twice, less 9 where that is above 9. */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let i = digits.length, odd = true; i--; odd = !odd) {
    const digit = +digits[i]!
    sum += odd ? digit : (2 * digit) % 9 || digit
  }
  return sum % 10 === 0
}
