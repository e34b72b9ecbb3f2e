import { writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { WORD_KEYS } from '@askfirst/consent/config'
import { defineConfig, type Options } from 'tsup'
import { LOCALES } from './src/chooseLocale.ts'
import { words as english } from './src/locales/en.ts'
import { keysStamp } from './src/locales/keysStamp.ts'
import { localeFile } from './src/locales/localeFile.ts'
import { INNER_NAMES } from './src/script/innerNames.ts'

const common: Options = { format: 'esm', target: 'es2022', treeshake: true }

const locales = ['en', ...LOCALES].map((tag) => [`locales/${tag}`, `src/locales/${tag}.ts`] as const)

const packed = localeFile(english).replace('export default', '')

/** The built-in words in the form of a locale file, which says no key, and their stamp as a constant. */
const packedEnglish: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'packed-english',
  setup: ({ onLoad, onResolve }) => {
    onLoad({ filter: /locales.en\.ts$/ }, () => ({
      contents: `import { localeWords } from './localeWords.ts'\nexport const words = localeWords(${packed})`,
      loader: 'ts',
    }))
    // Its source, so that the list of keys can be had in a shorter form.
    onResolve({ filter: /^@askfirst\/consent\/config$/ }, () => ({
      path: resolve('../consent/src/config/index.ts'),
    }))
    onLoad({ filter: /config.wordKeys\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(
        /WORD_KEYS = \[[^\]]*\] as const/,
        `WORD_KEYS = '${WORD_KEYS.join(' ')}'.split(' ')`,
      ),
      loader: 'ts',
    }))
    onLoad({ filter: /src.style\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(/`[^`]*`/g, (css) => css.replaceAll('\n', '')),
      loader: 'ts',
    }))
    onLoad({ filter: /locales.keysStamp\.ts$/ }, () => ({
      contents: `export const keysStamp = () => '${keysStamp()}'`,
      loader: 'ts',
    }))
  },
}

export default defineConfig([
  {
    ...common,
    entry: { index: 'src/index.ts', headless: 'src/headless.ts', ...Object.fromEntries(locales) },
    dts: true,
    clean: true,
  },
  // For the script tag: files with everything in them, next to askfirst.js.
  {
    ...common,
    entry: {
      'askfirst-banner': 'src/script/banner.ts',
      'askfirst-signal': 'src/script/signal.ts',
      'askfirst-receipt': 'src/receiptFile.ts',
      'askfirst-check': 'src/script/check.ts',
    },
    splitting: false,
    minify: 'terser',
    terserOptions: {
      module: true,
      ecma: 2020,
      compress: { passes: 6, ecma: 2020, unsafe: true, unsafe_arrows: true, pure_getters: true },
    },
    esbuildOptions: (options) => {
      options.minifySyntax = true
      options.mangleProps = new RegExp(`^(${INNER_NAMES.join('|')})$`)
      // The files call one another, so a name has one letter in all of them.
      options.mangleCache = Object.fromEntries(
        INNER_NAMES.map((name, i) => [name, String.fromCharCode(97 + i)]),
      )
    },
    noExternal: [/./],
    esbuildPlugins: [packedEnglish],
    onSuccess: async () => {
      for (const tag of LOCALES) {
        const { words } = await import(`./src/locales/${tag}.ts`)
        writeFileSync(`dist/askfirst-locale-${tag}.js`, localeFile(words))
      }
    },
  },
])
