import Designs
import Random
import Testing
import _TestSupport

@Suite struct MorrisDesignTests {
  let key = StreamKey(seed: 5, name: "trajectories")

  @Test(arguments: [MorrisDesign.Levels.withEnds(4), .withEnds(6), .centred(4)])
  func `one factor after another moves by the step, once each`(levels: MorrisDesign.Levels) throws {
    let columns = FactorColumns([1, 3, 1])
    let design = try MorrisDesign(trajectories: 30, columns: columns, levels: levels, key: key)
    #expect(design.points == 120)
    let points = design.points(0..<120)
    for trajectory in 0..<30 {
      #expect(design.order(of: trajectory).sorted() == [0, 1, 2])
      for (place, factor) in design.order(of: trajectory).enumerated() {
        let point = 4 * trajectory + place
        let move = zip(points[point], points[point + 1]).map { $1 - $0 }
        for column in 0..<5 {
          let size = columns.ranges[factor].contains(column) ? design.step : 0
          #expect(abs(move[column]).agrees(with: size, within: .fewUlps.orAbsolute(.ulpOfOne)))
        }
        #expect(
          design.movesUp(factor, in: trajectory) == (move[columns.ranges[factor].lowerBound] > 0))
      }
    }
  }

  @Test func `levels lie where they should, all equally often`() throws {
    let columns = FactorColumns(factors: 2)
    for (levels, wanted) in [
      (MorrisDesign.Levels.withEnds(4), [0, 1 / 3.0, 2 / 3.0, 1]),
      (.centred(4), [0.125, 0.375, 0.625, 0.875]),
    ] {
      let design = try MorrisDesign(trajectories: 4000, columns: columns, levels: levels, key: key)
      let points = design.points(0..<design.points)
      // The starts of the trajectories, which are independent. A chi-square fails one seed in
      // 1,000 where correct, and the seed is fixed.
      for column in points.columns {
        var counts: [Double: Int] = [:]
        for start in stride(from: 0, to: design.points, by: 3) {
          counts[column[start], default: 0] += 1
        }
        #expect(counts.keys.sorted() == wanted)
        #expect(ChiSquare.uniform(counts: Array(counts.values)).pValue > 0.001)
      }
    }
  }

  @Test func `more trajectories leave the earlier ones as they are`() throws {
    let columns = FactorColumns(factors: 6)
    let few = try MorrisDesign(trajectories: 3, columns: columns, key: key)
    let many = try MorrisDesign(trajectories: 20, columns: columns, key: key)
    #expect(few.points(0..<21) == many.points(0..<21))
    #expect(many.points(9..<30).columns == many.points(0..<140).columns.map { Array($0[9..<30]) })
  }

  /// Mean distance of pairs of trajectories, by the points themselves.
  func spread(_ design: MorrisDesign) -> Double {
    let length = design.columns.factors + 1
    let points = design.points(0..<design.points)
    var sum = 0.0
    for i in 0..<design.trajectories {
      for j in 0..<i {
        for p in 0..<length {
          for q in 0..<length {
            let square = zip(points[i * length + p], points[j * length + q])
              .reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            sum += square.squareRoot()
          }
        }
      }
    }
    return sum / Double(design.trajectories * (design.trajectories - 1) / 2)
  }

  @Test func `chosen trajectories lie farther apart than drawn ones`() throws {
    let columns = FactorColumns(factors: 5)
    let drawn = try MorrisDesign(trajectories: 8, columns: columns, key: key)
    let chosen = try MorrisDesign(trajectories: 8, columns: columns, candidates: 100, key: key)
    #expect(chosen.trajectories == 8)
    #expect(spread(chosen) > spread(drawn))
  }

  @Test func `designs that cannot be are refused`() {
    let columns = FactorColumns(factors: 2)
    #expect(throws: DesignError.oddLevels(5)) {
      try MorrisDesign(trajectories: 4, columns: columns, levels: .withEnds(5), key: key)
    }
    #expect(throws: DesignError.tooFewCandidates(candidates: 3, trajectories: 4)) {
      try MorrisDesign(trajectories: 4, columns: columns, candidates: 3, key: key)
    }
    #expect(throws: DesignError.pointsOutOfRange(asked: 0, limit: Int(Int32.max))) {
      try MorrisDesign(trajectories: 0, columns: columns, key: key)
    }
  }
}
