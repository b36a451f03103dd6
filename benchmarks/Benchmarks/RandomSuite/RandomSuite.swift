import Benchmark
import Random
import Support

/// Numbers one by one; columns of them are a part of SimulationSuite ("uniforms").
let benchmarks: @Sendable () -> Void = {
  measure("uniform of a path") {
    StreamKey(seed: 1, name: "benchmark")
  } run: { key in
    var sum = 0.0
    for path in 0..<1_000_000 { sum += key.uniform(path: UInt64(path), step: 3) }
    blackHole(sum)
  }
  measure("block of Philox") {
    SIMD2<UInt32>(1, 2)
  } run: { key in
    var sum = SIMD4<UInt32>(repeating: 0)
    for path in 0..<1_000_000 {
      sum &+= Philox4x32.block(counter: SIMD4(UInt32(path), 0, 3, 0), key: key)
    }
    blackHole(sum)
  }
  measure("key of a name (a million)") {
    ["high_tech_enterprises", "patents_per_10k"]
  } run: { names in
    for seed in 0..<1_000_000 { blackHole(StreamKey(seed: UInt64(seed), name: names[seed & 1])) }
  }
}
