internal import KernelsV1
package import Lanes

#if arch(x86_64)
  internal import KernelsV3
  internal import KernelsV4
#endif

/// Loops over columns: each function takes the one compiled for the instruction set in use.
package enum Vectors {
  /// Replaces every number of a column.
  package static func replace(_ function: ColumnFunction, _ column: inout MutableSpan<Double>) {
    #if arch(x86_64)
      switch InstructionSet.current {
      case .baseline: KernelsV1.replace(function, &column)
      case .v3: KernelsV3.replace(function, &column)
      case .v4: KernelsV4.replace(function, &column)
      }
    #else
      KernelsV1.replace(function, &column)
    #endif
  }

  /// Combines a number and a column.
  package static func combine(
    _ operation: ColumnOperation, _ a: Double, _ b: Span<Double>,
    into out: inout MutableSpan<Double>
  ) {
    #if arch(x86_64)
      switch InstructionSet.current {
      case .baseline: KernelsV1.combine(operation, a, b, into: &out)
      case .v3: KernelsV3.combine(operation, a, b, into: &out)
      case .v4: KernelsV4.combine(operation, a, b, into: &out)
      }
    #else
      KernelsV1.combine(operation, a, b, into: &out)
    #endif
  }

  /// Replaces uniform numbers by standard normal ones.
  package static func replaceByNormals(_ column: inout MutableSpan<Double>) {
    #if arch(x86_64)
      switch InstructionSet.current {
      case .baseline: KernelsV1.replaceByNormals(&column)
      case .v3: KernelsV3.replaceByNormals(&column)
      case .v4: KernelsV4.replaceByNormals(&column)
      }
    #else
      KernelsV1.replaceByNormals(&column)
    #endif
  }

  /// Fills a column with the uniform numbers of consecutive paths.
  package static func fillUniforms(
    _ column: inout MutableSpan<Double>, key: SIMD2<UInt32>, firstPath: UInt64, step: UInt32,
    draw: UInt32
  ) {
    #if arch(x86_64)
      switch InstructionSet.current {
      case .baseline:
        KernelsV1.fillUniforms(&column, key: key, firstPath: firstPath, step: step, draw: draw)
      case .v3:
        KernelsV3.fillUniforms(&column, key: key, firstPath: firstPath, step: step, draw: draw)
      case .v4:
        KernelsV4.fillUniforms(&column, key: key, firstPath: firstPath, step: step, draw: draw)
      }
    #else
      KernelsV1.fillUniforms(&column, key: key, firstPath: firstPath, step: step, draw: draw)
    #endif
  }

  /// Finds the bins of numbers and their extent.
  package static func findBins(
    _ column: Span<Double>, _ bins: inout MutableSpan<Int>
  ) -> ColumnExtent {
    #if arch(x86_64)
      switch InstructionSet.current {
      case .baseline: return KernelsV1.findBins(column, &bins)
      case .v3: return KernelsV3.findBins(column, &bins)
      case .v4: return KernelsV4.findBins(column, &bins)
      }
    #else
      return KernelsV1.findBins(column, &bins)
    #endif
  }

  /// Σ (x − center) and Σ (x − center)² in eight interleaved partial sums.
  package static func sums(
    _ column: Span<Double>, about center: Double
  ) -> (first: Double, second: Double) {
    #if arch(x86_64)
      switch InstructionSet.current {
      case .baseline: return KernelsV1.sums(column, about: center)
      case .v3: return KernelsV3.sums(column, about: center)
      case .v4: return KernelsV4.sums(column, about: center)
      }
    #else
      return KernelsV1.sums(column, about: center)
    #endif
  }

  /// Takes down the least gap so far, and the step of the first gap that is not above 0.
  package static func followGap(
    _ gaps: Span<Double>, best: inout MutableSpan<Double>, first: inout MutableSpan<Double>,
    step: Double
  ) {
    #if arch(x86_64)
      switch InstructionSet.current {
      case .baseline: KernelsV1.followGap(gaps, best: &best, first: &first, step: step)
      case .v3: KernelsV3.followGap(gaps, best: &best, first: &first, step: step)
      case .v4: KernelsV4.followGap(gaps, best: &best, first: &first, step: step)
      }
    #else
      KernelsV1.followGap(gaps, best: &best, first: &first, step: step)
    #endif
  }

  /// Runs a program on the memory that its operands lie in.
  package static func run(_ program: ColumnProgram, _ memory: inout MutableSpan<Double>) {
    #if arch(x86_64)
      switch InstructionSet.current {
      case .baseline: KernelsV1.run(program, &memory)
      case .v3: KernelsV3.run(program, &memory)
      case .v4: KernelsV4.run(program, &memory)
      }
    #else
      KernelsV1.run(program, &memory)
    #endif
  }

  /// Σ x in eight interleaved partial sums.
  package static func sum(_ column: Span<Double>) -> Double {
    #if arch(x86_64)
      switch InstructionSet.current {
      case .baseline: return KernelsV1.sum(column)
      case .v3: return KernelsV3.sum(column)
      case .v4: return KernelsV4.sum(column)
      }
    #else
      return KernelsV1.sum(column)
    #endif
  }

  /// Copies a column.
  package static func copy(_ column: Span<Double>, into out: inout MutableSpan<Double>) {
    #if arch(x86_64)
      switch InstructionSet.current {
      case .baseline: KernelsV1.copy(column, into: &out)
      case .v3: KernelsV3.copy(column, into: &out)
      case .v4: KernelsV4.copy(column, into: &out)
      }
    #else
      KernelsV1.copy(column, into: &out)
    #endif
  }

  /// Replaces uniform numbers by Poisson counts, or by −u where the law itself has to decide.
  package static func replaceByPoisson(
    _ u: inout MutableSpan<Double>, mean: Span<Double>, limit: Double
  ) -> Bool {
    #if arch(x86_64)
      switch InstructionSet.current {
      case .baseline: return KernelsV1.replaceByPoisson(&u, mean: mean, limit: limit)
      case .v3: return KernelsV3.replaceByPoisson(&u, mean: mean, limit: limit)
      case .v4: return KernelsV4.replaceByPoisson(&u, mean: mean, limit: limit)
      }
    #else
      return KernelsV1.replaceByPoisson(&u, mean: mean, limit: limit)
    #endif
  }

  /// Replaces uniform numbers by binomial counts, or by −u where the law itself has to decide.
  package static func replaceByBinomial(
    _ u: inout MutableSpan<Double>, trials: Span<Double>, probability: Span<Double>, limit: Double
  ) -> Bool {
    #if arch(x86_64)
      switch InstructionSet.current {
      case .baseline:
        return KernelsV1.replaceByBinomial(
          &u, trials: trials, probability: probability, limit: limit)
      case .v3:
        return KernelsV3.replaceByBinomial(
          &u, trials: trials, probability: probability, limit: limit)
      case .v4:
        return KernelsV4.replaceByBinomial(
          &u, trials: trials, probability: probability, limit: limit)
      }
    #else
      return KernelsV1.replaceByBinomial(&u, trials: trials, probability: probability, limit: limit)
    #endif
  }
}
