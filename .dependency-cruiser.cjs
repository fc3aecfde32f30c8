/** The arrows of docs/architecture.md, as a check. */
module.exports = {
  forbidden: [
    {
      name: 'core-imports-only-itself',
      comment: 'The core is pure: itself and a hash function, nothing else.',
      severity: 'error',
      from: { path: '^chaincode/core/' },
      to: { pathNot: ['^chaincode/core/', 'node_modules/@noble/hashes/'] },
    },
    {
      name: 'contract-imports-core-and-fabric',
      severity: 'error',
      from: { path: '^chaincode/contract/' },
      to: {
        pathNot: [
          '^chaincode/(core|contract)/',
          'node_modules/fabric-(contract-api|shim)',
          '^(node:)?crypto$',
        ],
      },
    },
    {
      name: 'network-knows-no-program',
      severity: 'error',
      from: { path: '^network/' },
      to: { path: '^(gateway|cli)/' },
    },
    {
      name: 'cli-reaches-the-ledger-over-rest',
      severity: 'error',
      from: { path: '^cli/' },
      to: { path: '^(gateway|network)/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'declared-dependencies-only',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'types', 'default'],
    },
  },
};
