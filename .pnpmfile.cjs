// The two documentation pages are served from bundles that hold all they need: what their packages would install beside
// them (React and some eighty more, a telemetry script) is left out.
const SELF_CONTAINED = new Set(['redoc', 'swagger-ui-dist'])

module.exports = {
  hooks: {
    readPackage: (manifest) => {
      if (!SELF_CONTAINED.has(manifest.name)) return manifest
      return { ...manifest, dependencies: {}, peerDependencies: {}, optionalDependencies: {} }
    },
  },
}
