/** Loads one of the script's further files, from where this one came from. */
export const load = <Module>(name: string): Promise<Module> =>
  // `import()`, because setting `src` is what Trusted Types refuse.
  import(new URL(`askfirst-${name}.js`, import.meta.url).href)
