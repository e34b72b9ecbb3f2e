/** Flags, small counts, and coordinates of one decimal: they name nobody, whatever their key. */
export const isFlag = (value: string): boolean => /^(true|false|-?\d{0,2}|-?\d+\.\d)$/i.test(value)
