import LinearAlgebra
import Testing

/// Data and certified results of the NIST Statistical Reference Datasets for linear regression.
///
/// Source: National Institute of Standards and Technology, StRD,
/// https://www.itl.nist.gov/div898/strd/lls/lls.shtml.
struct NISTLinearTable: Sendable, CustomTestStringConvertible {
  let name: String
  let response: [Double]
  /// The columns of the design without the column of ones.
  let predictors: Matrix
  let hasIntercept: Bool
  let coefficients: [Double]
  let standardErrors: [Double]

  var testDescription: String { name }

  static let all = [longley, norris, noInt1, wampler1]

  static let longley = NISTLinearTable(
    name: "Longley",
    response: [
      60323, 61122, 60171, 61187, 63221, 63639, 64989, 63761, 66019, 67857, 68169, 66513,
      68655, 69564, 69331, 70551,
    ],
    predictors: Matrix(columns: [
      [
        83, 88.5, 88.2, 89.5, 96.2, 98.1, 99, 100, 101.2, 104.6, 108.4, 110.8, 112.6, 114.2,
        115.7, 116.9,
      ],
      [
        234289, 259426, 258054, 284599, 328975, 346999, 365385, 363112, 397469, 419180,
        442769, 444546, 482704, 502601, 518173, 554894,
      ],
      [
        2356, 2325, 3682, 3351, 2099, 1932, 1870, 3578, 2904, 2822, 2936, 4681, 3813, 3931,
        4806, 4007,
      ],
      [
        1590, 1456, 1616, 1650, 3099, 3594, 3547, 3350, 3048, 2857, 2798, 2637, 2552, 2514,
        2572, 2827,
      ],
      [
        107608, 108632, 109773, 110929, 112075, 113270, 115094, 116219, 117388, 118734,
        120445, 121950, 123366, 125368, 127852, 130081,
      ],
      [
        1947, 1948, 1949, 1950, 1951, 1952, 1953, 1954, 1955, 1956, 1957, 1958, 1959, 1960,
        1961, 1962,
      ],
    ]),
    hasIntercept: true,
    coefficients: [
      -3482258.634595818, 15.06187227137329, -0.03581917929259101, -2.020229803816825,
      -1.033226867173592, -0.05110410565358071, 1829.151464613552,
    ],
    standardErrors: [
      890420.3836073725, 84.91492577476694, 0.03349100777224319, 0.4883996816516994,
      0.2142741631616753, 0.2260732000693704, 455.478499142212,
    ])

  static let norris = NISTLinearTable(
    name: "Norris",
    response: [
      0.1, 338.8, 118.1, 888, 9.2, 228.1, 668.5, 998.5, 449.1, 778.9, 559.2, 0.3, 0.1, 778.1,
      668.8, 339.3, 448.9, 10.8, 557.7, 228.3, 998, 888.8, 119.6, 0.3, 0.6, 557.6, 339.3, 888,
      998.5, 778.9, 10.2, 117.6, 228.9, 668.4, 449.2, 0.2,
    ],
    predictors: Matrix(columns: [
      [
        0.2, 337.4, 118.2, 884.6, 10.1, 226.5, 666.3, 996.3, 448.6, 777, 558.2, 0.4, 0.6,
        775.5, 666.9, 338, 447.5, 11.6, 556, 228.1, 995.8, 887.6, 120.2, 0.3, 0.3, 556.8,
        339.1, 887.2, 999, 779, 11.1, 118.3, 229.2, 669.1, 448.9, 0.5,
      ]
    ]),
    hasIntercept: true,
    coefficients: [
      -0.2623230737740295, 1.002116818020454,
    ],
    standardErrors: [
      0.2328182343011525, 0.0004297968481999369,
    ])

  static let noInt1 = NISTLinearTable(
    name: "NoInt1",
    response: [
      130, 131, 132, 133, 134, 135, 136, 137, 138, 139, 140,
    ],
    predictors: Matrix(columns: [
      [
        60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70,
      ]
    ]),
    hasIntercept: false,
    coefficients: [
      2.074380165289256
    ],
    standardErrors: [
      0.01652892561983471
    ])

  static let wampler1 = NISTLinearTable(
    name: "Wampler1",
    response: [
      1, 6, 63, 364, 1365, 3906, 9331, 19608, 37449, 66430, 111111, 177156, 271453, 402234,
      579195, 813616, 1118481, 1508598, 2000719, 2613660, 3368421,
    ],
    predictors: powers((0...20).map(Double.init), degree: 5),
    hasIntercept: true,
    coefficients: [
      1, 1, 1, 1, 1, 1,
    ],
    standardErrors: [
      0, 0, 0, 0, 0, 0,
    ])

  /// The columns x, x², … of a polynomial.
  static func powers(_ x: [Double], degree: Int) -> Matrix {
    var columns = [x]
    for _ in 1..<degree { columns.append(zip(columns[columns.count - 1], x).map { $0 * $1 }) }
    return Matrix(columns: columns)
  }
}
