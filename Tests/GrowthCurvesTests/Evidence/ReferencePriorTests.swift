import Distributions
import Foundation
import GrowthCurves
import Tables
import Testing
import _TestSupport

@Suite struct ReferencePriorTests {
  struct Line {
    let name: String
    let quantity: String
    let condition: String
    let count: Int
    let quantiles: [Double]
    let median: Double
    let logSD: Double
  }

  static let probabilities = [0.05, 0.25, 0.50, 0.75, 0.95]

  /// The shipped table without the rows of enterprises, which have no ceiling.
  static func lines() throws -> [Line] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let table = try CSVReader.read(root.appending(path: "docs/reference-classes.csv").path)
    let (names, quantities) = (try table.texts("class"), try table.texts("quantity"))
    let (conditions, counts) = (try table.texts("condition"), try table.texts("series"))
    let columns = try ["p5", "p25", "p50", "p75", "p95"].map { try table.numbers($0) }
    let (medians, logSDs) = (try table.texts("law_median"), try table.texts("law_sigma"))
    return names.indices.filter { !names[$0].hasPrefix("enterprise") }.map { i in
      Line(
        name: names[i], quantity: quantities[i], condition: conditions[i],
        count: Int(counts[i]) ?? 0, quantiles: columns.map { $0[i] },
        median: Double(medians[i]) ?? .nan, logSD: Double(logSDs[i]) ?? .nan)
    }
  }

  static func law(_ line: Line, of prior: ReferencePrior) throws -> Law {
    switch line.quantity {
    case "rate": return prior.rate
    case "duration": return prior.duration
    case "greatest_growth": return prior.greatestGrowth
    case "volatility": return prior.volatility
    default:
      guard line.condition.hasPrefix("past growth ") else { return prior.ceilingOverLevel }
      let ends = line.condition.dropFirst("past growth ".count).components(separatedBy: "..")
      let low = try #require(Double(ends[0]))
      return prior.ceilingOverLevel(pastGrowth: low.isFinite ? low : -0.1)
    }
  }

  @Test func `the laws are those of the table`() throws {
    let lines = try Self.lines()
    #expect(Set(lines.map(\.name)) == Set(ReferencePrior.all.map(\.name)))
    for line in lines {
      let prior = try #require(ReferencePrior.named(line.name))
      let law = try Self.law(line, of: prior)
      let lognormal = Law.lognormal(try LogNormal(median: line.median, logSD: line.logSD))
      let isRatio = line.quantity == "ceiling_over_level"
      #expect(law == (isRatio ? try Law.truncated(lognormal, min: 1) : lognormal))
      if line.quantity == "rate" { #expect(prior.count == line.count) }
    }
  }

  /// Two parameters tell five quantiles, within a factor of 1.7: series that grow slowly are mostly near
  /// their ceiling, but some have just begun.
  @Test func `the quantiles of the laws are near those of the series`() throws {
    for line in try Self.lines() {
      let prior = try #require(ReferencePrior.named(line.name))
      let law = try Self.law(line, of: prior)
      for (p, quantile) in zip(Self.probabilities, line.quantiles) {
        let off = law.quantile(p) / quantile
        let limit = 1.7
        #expect(
          off < limit && off > 1 / limit, "\(line.name) \(line.quantity) \(line.condition) at \(p)")
      }
    }
  }

  @Test func `rates and durations tell the same`() throws {
    for prior in ReferencePrior.all {
      // ln 81 = 4.394449154672439; both are fitted to quantiles written with four digits.
      #expect(abs(prior.rate.median * prior.duration.median / 4.394_449_154_672_439 - 1) < 0.01)
      #expect(abs(prior.rate.median / prior.greatestGrowth.median / 4 - 1) < 0.01)
    }
  }

  @Test func `the classes are plausible`() throws {
    let technology = try #require(ReferencePrior.named("information_technology"))
    let infrastructure = try #require(ReferencePrior.named("infrastructure"))
    // Telephones and power took a generation, mobile phones less than a decade.
    #expect((20.0...45).contains(infrastructure.duration.median))
    #expect((3.0...12).contains(technology.duration.median))
    for prior in ReferencePrior.all {
      #expect(prior.count >= 30)
      #expect(prior.ceilingOverLevel.support.lowerBound == 1)
      #expect((1.2...5).contains(prior.ceilingOverLevel.median))
      #expect((0.02...0.3).contains(prior.volatility.median))
      // Who still grows fast has more above than who has stopped.
      let slow = prior.ceilingOverLevel(pastGrowth: 0.15).median
      let fast = prior.ceilingOverLevel(pastGrowth: 0.5).median
      #expect(fast >= slow || prior.name == "infrastructure")
    }
    #expect(ReferencePrior.named("railways") == nil)
  }
}
