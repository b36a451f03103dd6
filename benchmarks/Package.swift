// swift-tools-version: 6.2

import PackageDescription

// A package of its own, so that users of Waymark do not fetch what only measuring needs. What it
// measures is the public interface: `package` declarations cannot be seen from here.

let waymark: [Target.Dependency] = [
  .product(name: "WaymarkParts", package: "waymark"),
  .product(name: "Waymark", package: "waymark"),
]

func suite(_ name: String) -> Target {
  .executableTarget(
    name: name,
    dependencies: ["Support", .product(name: "Benchmark", package: "package-benchmark")] + waymark,
    path: "Benchmarks/\(name)",
    plugins: [.plugin(name: "BenchmarkPlugin", package: "package-benchmark")])
}

let package = Package(
  name: "waymark-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "waymark", path: ".."),
    // Without traits: no counting of allocations, which replaces malloc and slows what is measured.
    .package(url: "https://github.com/ordo-one/package-benchmark", exact: "1.38.1", traits: []),
  ],
  targets: [
    .target(
      name: "Support",
      dependencies: [.product(name: "Benchmark", package: "package-benchmark")] + waymark,
      path: "Support"),
    suite("ColumnsSuite"),
    suite("RandomSuite"),
    suite("DistributionsSuite"),
    suite("ExpressionsSuite"),
    suite("StatisticsSuite"),
    suite("GrowthSuite"),
    suite("SimulationSuite"),
    suite("ScenariosSuite"),
    suite("TablesSuite"),
  ],
  swiftLanguageModes: [.v6]
)
