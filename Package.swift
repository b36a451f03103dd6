// swift-tools-version: 6.2

import PackageDescription

// One row a layer, bottom first: a target may depend on rows below its own, never on its own row.
// The build enforces it (`make check` turns an undeclared import into an error).

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .strictMemorySafety(),
]

/// Large layers that handle texts more than numbers are compiled for size: quicker to build, no slower.
///
/// Not so `Scenarios`, where a large plan would be made with 4 % more instructions.
func layer(
  _ name: String, _ dependencies: [Target.Dependency] = [], forSize: Bool = false
) -> Target {
  .target(
    name: name, dependencies: dependencies,
    swiftSettings: settings
      + (forSize ? [.unsafeFlags(["-Osize"], .when(configuration: .release))] : []))
}

/// Tests that ask more than they compute are compiled without optimization, in half the time.
///
/// Nobody imports their modules, so none is written ahead of the code. The program, and tests that
/// compute references, are optimised, and so are tests that take a `GrowthCurve` as argument: without
/// optimization vectors among the arguments of a test can be lost (Swift 6.3).
let quickly: [SwiftSetting] = [.unsafeFlags(["-Onone", "-no-emit-module-separately-wmo"])]

func tests(
  _ name: String, _ dependencies: [Target.Dependency], computes: Bool = false
) -> Target {
  .testTarget(
    name: name + "Tests",
    dependencies: [.byName(name: name), "_TestSupport"] + dependencies,
    swiftSettings: settings + (computes ? [] : quickly))
}

/// Loops over columns, compiled once for each instruction set: the same sources (two of the folders
/// are links to the first), one of which runs, as the processor allows.
func columnLoops(_ name: String, flags: [String]) -> Target {
  .target(
    name: name, dependencies: ["CVector", "Lanes", "Formulas", "SpecialFunctions", "Random"],
    swiftSettings: settings + (flags.isEmpty ? [] : [.unsafeFlags(flags)]))
}

#if arch(x86_64)
  let loops = [
    columnLoops("ColumnLoops", flags: []),
    columnLoops("ColumnLoopsAVX2", flags: ["-Xcc", "-march=x86-64-v3"]),
    columnLoops("ColumnLoopsAVX512", flags: ["-Xcc", "-march=x86-64-v4"]),
  ]
  let fused: [SwiftSetting] = [.unsafeFlags(["-Xcc", "-march=x86-64-v3"])]
#else
  let loops = [columnLoops("ColumnLoops", flags: [])]
  let fused: [SwiftSetting] = []
#endif

/// The optimised program alone holds all that it needs but the C library: it can be given away
/// (tools/archives).
///
/// Foundation names its own parts only to code that is compiled for this; told here, the tests share
/// what is compiled with the program.
let selfContained: [LinkerSetting] = [
  .unsafeFlags(
    [
      "-use-ld=lld", "-static-stdlib", "-L", Context.packageDirectory + "/tools/archives",
      "-lCoreFoundation", "-l_FoundationICU", "-l_FoundationCShims", "-l_FoundationCollections",
      "-Xclang-linker", "-static-libgcc",
    ], .when(platforms: [.linux], configuration: .release))
]

let package = Package(
  name: "waymark",
  products: [
    .executable(name: "waymark", targets: ["waymark"]),
    .library(
      name: "Waymark", targets: ["Plans", "Simulation", "Scenarios", "Results", "Experiments"]),
    // For benchmarks/ and tools/fuzz, packages of their own: what they measure and attack, by name.
    .library(
      name: "WaymarkParts",
      targets: [
        "CurveFitting", "Distributions", "Expressions", "Forecasting", "GrowthCurves",
        "Columns", "Quantities", "Random", "Reports", "Statistics", "TableReading", "Tables",
        "Wording", "Workloads",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: loops + [
    .systemLibrary(
      name: "COpenBLAS",
      providers: [.apt(["libopenblas-dev", "liblapacke-dev"])]),

    .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),

    // Only the program takes it: a library does not decide for its host (Sources/COneThread).
    .target(name: "COneThread"),
    // As this: where memory is short, the program ends with a sentence (Sources/CAllocation).
    .target(name: "CAllocation"),

    .target(name: "CVector"),
    layer("Wording"),
    layer("Lanes", ["CVector"]),
    layer("Formulas", ["Lanes"]),
    // Single numbers, for processors that have the fused multiply-add; all x86-64 since 2013, all arm64.
    .target(
      name: "FusedFunctions", dependencies: ["CVector", "Lanes", "Formulas"],
      swiftSettings: settings + fused),
    layer("SpecialFunctions", ["CVector", "Lanes", "Formulas", "FusedFunctions"]),
    layer("Random", ["Lanes"]),
    layer(
      "Columns",
      ["CVector", "Lanes", "SpecialFunctions", "Random"] + loops.map { .byName(name: $0.name) }),

    layer("LinearAlgebra", ["COpenBLAS"]),
    layer("Statistics", ["Columns", "Lanes", "SpecialFunctions"]),
    layer("Tables", ["Wording"]),
    layer("Workers"),
    layer("Quantities", ["Wording"]),
    // Files that the program carries: the links lead to where people find them.
    .target(
      name: "Schema",
      resources: [.embedInCode("scenario.schema.json"), .embedInCode("document.schema.json")],
      swiftSettings: settings),

    layer(
      "Distributions", ["Columns", "SpecialFunctions", "Random", "Statistics", "Wording"]),
    layer("Designs", ["Columns", "Random", "Wording"]),
    layer("TableReading", ["Quantities", "Tables", "Wording"]),
    layer("Optimization", ["LinearAlgebra", "Wording"]),

    layer("Sampling", ["Random", "SpecialFunctions", "Wording", "Workers"]),
    layer(
      "GrowthCurves",
      ["Distributions", "Columns", "Optimization", "SpecialFunctions", "Wording"]),
    layer(
      "CurveFitting",
      [
        "GrowthCurves", "Distributions", "Columns", "Lanes", "LinearAlgebra", "Optimization",
        "SpecialFunctions", "Wording",
      ]),
    layer(
      "GrowthPosteriors",
      [
        "Columns", "CurveFitting", "GrowthCurves", "Sampling", "Distributions", "Random",
        "SpecialFunctions", "Wording",
      ]),
    layer("Forecasting", ["GrowthCurves", "Distributions", "SpecialFunctions", "Wording"]),
    layer(
      "Sensitivity",
      [
        "Designs", "Distributions", "Columns", "LinearAlgebra", "Random", "SpecialFunctions",
        "Statistics", "Wording", "Workers",
      ]),
    layer(
      "Expressions",
      [
        "Distributions", "Columns", "Lanes", "LinearAlgebra", "Quantities", "Random",
        "SpecialFunctions", "Wording",
      ]),

    layer(
      "Plans",
      [
        "Expressions", "Forecasting", "GrowthCurves", "Distributions", "LinearAlgebra",
        "Quantities", "Random", "SpecialFunctions",
      ]),

    layer(
      "Simulation",
      [
        "Plans", "Expressions", "Forecasting", "GrowthCurves", "Distributions", "Columns", "Lanes",
        "LinearAlgebra",
        "Quantities", "Random", "SpecialFunctions", "Statistics", "Workers",
      ]),

    layer(
      "Scenarios",
      [
        "Plans", "Expressions", "CurveFitting", "Forecasting", "GrowthCurves", "GrowthPosteriors",
        "Sampling", "Distributions", "LinearAlgebra", "Quantities",
        "Random", "SpecialFunctions", "TableReading", "Tables", "Wording", "Workers",
        .product(name: "Yams", package: "Yams"),
      ]),

    layer(
      "Results",
      [
        "Scenarios", "Simulation", "Plans", "GrowthCurves", "Quantities", "SpecialFunctions",
        "Statistics", "Tables", "Wording", "CSQLite",
      ]),

    layer(
      "SeriesStudies",
      [
        "CurveFitting", "Expressions", "Forecasting", "GrowthCurves", "LinearAlgebra",
        "Quantities", "SpecialFunctions", "Statistics", "TableReading", "Tables", "Wording",
        "Workers",
      ]),

    layer(
      "Experiments",
      [
        "Results", "Scenarios", "Simulation", "Plans", "Expressions", "CurveFitting", "Forecasting",
        "GrowthCurves",
        "Designs", "Distributions", "Columns", "Optimization", "Quantities", "Random",
        "Sensitivity",
        "SpecialFunctions", "Statistics", "TableReading", "Tables", "Wording", "Workers",
      ], forSize: true),

    layer(
      "Workloads",
      [
        "Experiments", "Results", "Scenarios", "Simulation", "Plans", "CurveFitting",
        "GrowthCurves", "Columns", "SpecialFunctions", "Statistics", "Tables", "Workers",
      ]),

    layer(
      "Reports",
      [
        "Experiments", "SeriesStudies", "Workloads", "Results", "Scenarios", "Simulation", "Plans",
        "GrowthCurves", "Sensitivity", "SpecialFunctions", "Statistics",
        "Tables", "Wording",
      ], forSize: true),

    .target(
      name: "Explorer",
      dependencies: [
        "Reports", "Experiments", "Results", "Scenarios", "Simulation", "Distributions",
        "Quantities", "Tables", "Wording", "Workers",
      ],
      resources: [
        .embedInCode("Page/explore.css"), .embedInCode("Page/explore.js"),
        .embedInCode("Share/shared.js"),
      ],
      swiftSettings: settings),

    layer("Arguments", ["Reports", "Experiments", "Scenarios", "Quantities", "Wording"]),

    .executableTarget(
      name: "waymark",
      dependencies: [
        "COneThread", "CAllocation", "Arguments", "Explorer", "Schema", "Experiments",
        "SeriesStudies",
        "Workloads", "Reports",
        "Results",
        "Scenarios", "Simulation",
        "Plans", "CurveFitting", "Forecasting", "GrowthCurves", "Sensitivity",
        "Expressions", "Columns", "LinearAlgebra", "Quantities", "TableReading", "Tables",
        "Wording", "Workers",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings, linkerSettings: selfContained),

    .target(
      name: "_TestSupport", path: "Tests/_TestSupport",
      swiftSettings: settings),
    tests("SpecialFunctions", [], computes: true),
    tests("LinearAlgebra", []),
    tests("Columns", ["Distributions", "Lanes", "Random", "SpecialFunctions"], computes: true),
    tests("Random", ["Columns"], computes: true),
    tests("Statistics", ["Random"], computes: true),
    tests("Tables", []),
    tests("Workers", []),
    tests("Wording", []),
    tests("Quantities", []),
    tests("TableReading", ["Tables", "Wording"]),
    tests(
      "Distributions", ["Random", "Statistics", "SpecialFunctions", "Wording"], computes: true),
    tests("Designs", ["Random"]),
    tests("Optimization", ["LinearAlgebra"]),
    tests("Sensitivity", ["Designs", "Distributions", "Random", "Statistics"]),
    tests("Sampling", ["Random", "SpecialFunctions"]),
    tests(
      "GrowthCurves",
      ["CurveFitting", "Tables", "Distributions", "Columns", "Optimization", "SpecialFunctions"],
      computes: true),
    tests(
      "CurveFitting",
      [
        "Forecasting", "GrowthCurves", "Distributions", "Columns", "LinearAlgebra", "Optimization",
        "Random",
        "SpecialFunctions", "Tables",
      ], computes: true),
    tests(
      "GrowthPosteriors",
      [
        "CurveFitting", "GrowthCurves", "Sampling", "Distributions", "Random",
        "SpecialFunctions",
      ]),
    tests(
      "Forecasting", ["GrowthCurves", "Distributions", "Random", "SpecialFunctions", "Tables"]),
    tests(
      "Expressions",
      ["Distributions", "Columns", "LinearAlgebra", "Quantities", "SpecialFunctions"]
    ),
    tests(
      "Plans", ["Distributions", "Expressions", "GrowthCurves", "Quantities"]),
    tests(
      "Simulation",
      [
        "Plans", "Expressions", "Distributions", "Forecasting", "GrowthCurves", "Random",
        "SpecialFunctions", "Statistics", "Quantities",
      ]),
    tests(
      "Scenarios", ["Plans", "Simulation", "Expressions", "GrowthCurves", "Quantities"],
      computes: false),
    tests(
      "Results", ["Scenarios", "Simulation", "Plans", "Quantities", "Tables", "CSQLite"],
      computes: false),
    tests(
      "Experiments",
      [
        "Results", "Scenarios", "Simulation", "Plans", "Expressions", "CurveFitting", "Forecasting",
        "GrowthCurves", "Designs", "Columns", "Quantities", "Random", "Sensitivity", "Tables",
        "Workloads",
      ]),
    tests(
      "SeriesStudies",
      [
        "CurveFitting", "Expressions", "Forecasting", "GrowthCurves", "Random", "TableReading",
        "Tables", "Wording",
      ]),
    tests("Arguments", ["Experiments", "Scenarios", "Schema", "Wording"]),
    tests("Workloads", ["Experiments", "Results", "Scenarios", "Simulation"]),
    tests(
      "Reports",
      [
        "Workloads", "Results", "Experiments", "Scenarios", "Sensitivity", "Quantities", "Tables",
        "Wording",
      ]),
    tests("Explorer", ["Experiments", "Scenarios", "Simulation", "Wording"]),
    .testTarget(
      name: "GoldenTests",
      dependencies: [
        "_TestSupport", "Experiments", "GrowthCurves", "Results", "Scenarios", "SeriesStudies",
        "Simulation", "Statistics", "Tables", "Wording",
      ],
      exclude: ["Documents", "Broken", "Expected"], swiftSettings: settings + quickly),
    // Whole scenarios beside what their rules say of them: closed forms, and other programs.
    .testTarget(
      name: "ClosedFormTests",
      dependencies: [
        "_TestSupport", "Distributions", "Experiments", "Forecasting", "GrowthCurves",
        "GrowthPosteriors", "Plans", "Random", "Scenarios", "Simulation", "SpecialFunctions",
        "Statistics",
      ],
      swiftSettings: settings + quickly),
  ],
  swiftLanguageModes: [.v6]
)
