export declare function weighted(text: string, weights: readonly number[]): number
export declare function luhn(body: string): string
export declare function verhoeff(body: string): string
export declare function mod11_10(body: string): string
export declare function restOf(text: string, modulus: number): number
export declare function ibanCheck(country: string, account: string): string
