// swift-tools-version: 6.2

import PackageDescription

// A package of its own: what it links is built with counters in every branch, and has libFuzzer's main.
let package = Package(
  name: "waymark-fuzz",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "waymark", path: "../..")],
  targets: [
    .executableTarget(
      name: "Fuzz",
      dependencies: [
        .product(name: "WaymarkParts", package: "waymark"),
        .product(name: "Waymark", package: "waymark"),
      ],
      swiftSettings: [.unsafeFlags(["-parse-as-library"])])
  ],
  swiftLanguageModes: [.v6]
)
