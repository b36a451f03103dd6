internal import Columns
internal import Plans
internal import SpecialFunctions

/// Turns the forecaster's z into values, path by path.
///
/// The formulas are those of `ForecastScale`, with the level at the origin and the ceiling of each
/// path in the place of two numbers.
struct ForecastValues {
  private let additive: ForecasterPlan.Additive?
  private var level: [Double]
  private var ceiling: [Double]?
  private var isRelative: [Bool]
  /// Below a ceiling: asin √(y/K), and 1/(2c) of the arcsine scale.
  private var angle: [Double]
  private var slope: [Double]
  private var power: [Double]

  init(additive: ForecasterPlan.Additive?, paths: Int) {
    self.additive = additive
    let zeros = [Double](repeating: 0, count: paths)
    level = zeros
    isRelative = [Bool](repeating: false, count: paths)
    angle = zeros
    slope = zeros
    power = zeros
  }

  mutating func begin(level: [Double], ceiling: [Double]?, isRelative: [Bool]) {
    self.level = level
    self.ceiling = ceiling
    self.isRelative = isRelative
    guard let ceiling else { return }
    for i in level.indices {
      angle[i] = Elementary.asin((level[i] / ceiling[i]).squareRoot())
      slope[i] = 1 / (2 * ((ceiling[i] - level[i]) / level[i]).squareRoot())
    }
  }

  /// z in, values out.
  mutating func fill(_ column: inout [Double]) {
    if let additive {
      for i in column.indices {
        let value = level[i] + additive.unit * column[i]
        column[i] = min(max(value, additive.bounds.lowerBound), additive.bounds.upperBound)
      }
    } else if let ceiling {
      belowCeiling(&column, ceiling)
    } else {
      for i in column.indices { power[i] = column[i] }
      var span = power.mutableSpan
      Elementary.exp(&span)
      for i in column.indices {
        let root = max(0, 1 + column[i] / 2)
        column[i] = level[i] * (isRelative[i] ? power[i] : root * root)
      }
    }
  }

  private mutating func belowCeiling(_ column: inout [Double], _ ceiling: [Double]) {
    for i in column.indices { power[i] = -column[i] * ceiling[i] / (ceiling[i] - level[i]) }
    var span = power.mutableSpan
    Elementary.exp(&span)
    for i in column.indices {
      if isRelative[i] {
        column[i] = ceiling[i] / (1 + (ceiling[i] - level[i]) / level[i] * power[i])
      } else {
        let sine = Elementary.sin(min(max(angle[i] + column[i] * slope[i], 0), Double.pi / 2))
        column[i] = ceiling[i] * sine * sine
      }
    }
  }
}
