package import Columns
internal import Results
internal import Tables

/// Whether a workload gives the bytes that it gave when the program was made, however it is run.
///
/// W1a and W1 are run with 2,048 paths, W3 with 512, and their `bands.csv` and `targets.csv` are
/// hashed; of W2 it is the bits of the estimates and covariances of the first 200 series of each
/// curve.
package struct BytesCheck: Sendable {
  /// A way to run a workload.
  package struct Way: Hashable, Sendable, CustomStringConvertible {
    /// The instruction set.
    package let set: InstructionSet
    /// The number of threads.
    package let workers: Int
    /// The paths of a block; nil for W2, which has none.
    package let blockSize: Int?

    /// The sentence part for people.
    package var description: String {
      "\(set), \(workers) worker\(workers == 1 ? "" : "s")"
        + (blockSize.map { ", blocks of \($0)" } ?? "")
    }
  }

  /// What was run.
  package let workload: Workload
  /// What the program gave when it was made.
  package let golden: String
  /// The SHA-256 that each way gave, in the order of the ways.
  package private(set) var digests: [(way: Way, digest: String)] = []

  /// Runs a workload in many ways.
  ///
  /// - Parameters:
  ///   - workload: what to run.
  ///   - golden: the SHA-256 to compare with; that of the workload if nil.
  ///   - sets: the instruction sets, all available.
  ///   - workers: numbers of threads.
  ///   - blockSizes: numbers of paths a block.
  /// - Throws: what the compilation of the scenario throws.
  /// - Postcondition: the instruction set in use is the one from before.
  package init(
    _ workload: Workload, golden: String? = nil, sets: [InstructionSet] = InstructionSet.available,
    workers: [Int] = [1, 2, 3], blockSizes: [Int] = [256, 512]
  ) throws {
    self.workload = workload
    self.golden = golden ?? GoldenHashes.of(workload)
    if workload == .W2 {
      let benchmarks = FittingBenchmark.Curve.allCases.map { FittingBenchmark($0, count: 200) }
      for set in sets {
        InstructionSet.with(set) {
          for workers in workers {
            let bytes = benchmarks.flatMap { BytesCheck.bytes(of: $0, workers: workers) }
            note(Way(set: set, workers: workers, blockSize: nil), bytes)
          }
        }
      }
    } else {
      let benchmark = try SimulationBenchmark(workload)
      let paths = workload == .W3 ? 512 : 2048
      for set in sets {
        InstructionSet.with(set) {
          for workers in workers {
            for blockSize in blockSizes {
              let summary = benchmark.run(paths: paths, workers: workers, blockSize: blockSize)
              note(
                Way(set: set, workers: workers, blockSize: blockSize), benchmark.tables(summary))
            }
          }
        }
      }
    }
  }

  private mutating func note(_ way: Way, _ bytes: [UInt8]) {
    digests.append((way, SHA256.hexadecimal(bytes)))
  }

  /// Whether all ways gave the golden bytes.
  package var isSame: Bool { digests.allSatisfy { $0.digest == golden } }

  /// One line that says in which ways the bytes are the same, or which are not.
  package var text: String {
    let others = digests.filter { $0.digest != golden }
    guard let first = others.first else {
      let sets = Set(digests.map(\.way.set)).sorted().map { "\($0)" }.joined(separator: ", ")
      let workers = digests.map(\.way.workers)
      return "\(workload.rawValue): same bytes on \(sets); "
        + "\(workers.min() ?? 0)-\(workers.max() ?? 0) workers"
    }
    let extent =
      Set(digests.map(\.digest)).count == 1
      ? "the same in every way to run it"
      : "in \(others.count) of \(digests.count) ways to run it"
    return "\(workload.rawValue): other bytes than when the program was made, \(extent); on "
      + "\(first.way): \(first.digest) instead of \(golden)"
  }

  private static func bytes(of benchmark: FittingBenchmark, workers: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for fit in benchmark.run(workers: workers) {
      var values = [fit.ceiling, fit.rate, fit.midpoint, fit.residualSumOfSquares]
      for i in 0..<3 { for j in i..<3 { values.append(fit.covariance(i, j)) } }
      for value in values {
        for shift in stride(from: 0, to: 64, by: 8) {
          bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> UInt64(shift)))
        }
      }
      bytes.append(fit.isConverged ? 1 : 0)
    }
    return bytes
  }
}
