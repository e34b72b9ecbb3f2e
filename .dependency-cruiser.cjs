/** The layers, top to bottom: what each package may import of the others. Anything else is an error. */
const LAYERS = {
  privacy: [],
  formats: [],
  consent: [],
  plan: ['privacy'],
  askfirst: ['consent', 'formats', 'plan', 'privacy'],
  ui: ['consent'],
  collector: ['consent', 'formats', 'plan', 'privacy', 'ui'],
}

const layers = Object.entries(LAYERS).map(([name, below]) => ({
  name: `layer-${name}`,
  comment: `${name} may import ${below.join(', ') || 'no other package of this workspace'}`,
  severity: 'error',
  from: { path: `^packages/${name}/` },
  to: { path: '^packages/', pathNot: `^packages/(${[name, ...below].join('|')})/` },
}))

module.exports = {
  forbidden: [
    ...layers,
    {
      name: 'package-has-layer',
      comment: 'a new package needs its line in LAYERS',
      severity: 'error',
      from: { path: '^packages/', pathNot: `^packages/(${Object.keys(LAYERS).join('|')})/` },
      to: {},
    },
    {
      name: 'config-alone',
      comment: 'the consent configuration is pure: the collector and CI use it, where there is no browser',
      severity: 'error',
      from: { path: '^packages/consent/src/config/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^packages/consent/src/config/' },
    },
    {
      name: 'collector-takes-config',
      comment:
        'of the consent package, the collector uses configuration and receipts, and nothing that needs a browser',
      severity: 'error',
      from: { path: '^packages/collector/', pathNot: '^packages/collector/src/owner/' },
      to: {
        path: '^packages/consent/',
        pathNot: '^packages/consent/(src/(config|receipt)/|dist/(config|receipt))',
      },
    },
    {
      name: 'collector-shows-banner',
      comment:
        "the owner's page shows the banner and its words; no other part of the collector knows of them",
      severity: 'error',
      from: { path: '^packages/collector/', pathNot: '^packages/collector/src/owner/' },
      to: { path: '^packages/ui/' },
    },
    {
      name: 'no-cycle',
      comment: 'no import cycle, of values or of types',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'by-name',
      comment: "another package's files are reached by its name, never by a path",
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: {
        path: '^packages/',
        pathNot: '^packages/$1/',
        dependencyTypes: ['local'],
        dependencyTypesNot: ['aliased'],
      },
    },
    {
      name: 'no-orphan',
      comment: 'every file is used by another one, or is built by itself',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: '(\\.test\\.ts|/tsup\\.config\\.ts|/script/stub\\.js)$',
      },
      to: {},
    },
    {
      name: 'resolvable',
      comment: 'every import leads somewhere',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared',
      comment: 'what a package imports it declares',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: '(\\.test|Contract)\\.ts$' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-dev-dependency-in-source',
      comment:
        'what a published file imports is a dependency, not a devDependency (the dashboard is bundled)',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: '(\\.test|Contract)\\.ts$|/(dashboard|owner)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'tests-stay-outside',
      comment: 'nothing that ships imports a test',
      severity: 'error',
      from: { pathNot: '\\.test\\.ts$' },
      to: { path: '\\.test\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^packages/[^/]+/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
}
