import Sensitivity
import Testing

/// The samples of tools/references/scenario_boxes.py.
enum BoxSamples {
  static func weyl(_ rows: Int, _ prime: Double) -> [Double] {
    (0..<rows).map { row in
      let x = Double(row + 1) * prime.squareRoot()
      return x - x.rounded(.down)
    }
  }

  static func continuous(_ rows: Int) -> (factors: [[Double]], isHit: [Bool]) {
    let factors = [2, 3, 5, 7].map { weyl(rows, $0) }
    let noise = weyl(rows, 11)
    let isHit = (0..<rows).map { row in
      noise[row] < (factors[0][row] > 0.6 && factors[2][row] < 0.45 ? 0.85 : 0.1)
    }
    return (factors, isHit)
  }

  static func mixed(_ rows: Int) -> (factors: [[Double]], isHit: [Bool]) {
    let x = weyl(rows, 2)
    let parks = weyl(rows, 3).map { ($0 * 6).rounded(.down) + 1 }
    let name = weyl(rows, 5).map { ($0 * 4).rounded(.down) }
    let noise = weyl(rows, 7)
    let isHit = (0..<rows).map { row in
      noise[row] < (x[row] > 0.5 && parks[row] >= 4 && name[row] != 2 ? 0.9 : 0.15)
    }
    return ([x, parks, name], isHit)
  }
}
