/// Numbers of a design in the place of random numbers: what a path draws once comes from the row
/// of a design, and only what is left to chance comes from the streams.
///
/// A model that is simulated is a function of the uniform numbers that it draws. Sensitivity
/// analysis asks how its output changes when some of them are exchanged and others are not; a
/// design says which numbers a path gets.
public struct PathDesign: Hashable, Sendable {
  /// For each stream of draws made once per path one uniform number per row, in (0, 1).
  ///
  /// Streams that are not named keep their own numbers.
  public let uniforms: [String: [Double]]
  /// How many paths each row has, one after the other: 1, or a multiple of 256.
  public let pathsPerRow: Int
  /// How many groups of rows there are, row i in group i modulo this number, each of which takes
  /// what is not in the design from paths of its own.
  public let noiseGroups: Int
  /// The path whose own numbers the first path takes for all that is not in the design.
  public let firstNoisePath: UInt64

  /// The number of rows.
  public var rows: Int { uniforms.values.first?.count ?? 0 }

  /// Takes columns for a design.
  ///
  /// With one path per row, row i takes what is not in the design from path `firstNoisePath` + i.
  /// With more, all rows of a group take it from the same paths, those of the first group from
  /// `firstNoisePath` on: rows of a group are compared on common random numbers.
  ///
  /// - Precondition: columns have the same length.
  public init(
    uniforms: [String: [Double]], pathsPerRow: Int = 1, noiseGroups: Int = 1,
    firstNoisePath: UInt64 = 0
  ) {
    precondition(noiseGroups >= 1, "\(noiseGroups) groups of rows")
    precondition(
      pathsPerRow == 1 || pathsPerRow > 0 && pathsPerRow % 256 == 0,
      "\(pathsPerRow) paths for each row of a design")
    let counts = Set(uniforms.values.map(\.count))
    precondition(counts.count <= 1, "columns of \(counts.sorted()) rows in one design")
    self.uniforms = uniforms
    self.pathsPerRow = pathsPerRow
    self.noiseGroups = noiseGroups
    self.firstNoisePath = firstNoisePath
  }

  /// The path whose own numbers a path takes for what is not in the design.
  func noisePath(of path: UInt64) -> UInt64 {
    guard pathsPerRow > 1 else { return firstNoisePath + path }
    let (row, inRow) = path.quotientAndRemainder(dividingBy: UInt64(pathsPerRow))
    return firstNoisePath + row % UInt64(noiseGroups) * UInt64(pathsPerRow) + inRow
  }

  /// Fills a column with the numbers of a stream; false where the design has none for it.
  func fill(_ column: inout MutableSpan<Double>, stream: String, firstPath: UInt64) -> Bool {
    guard let numbers = uniforms[stream] else { return false }
    let last = numbers.count - 1
    for i in column.indices {
      // A block may reach beyond the last row; those paths do not count.
      column[i] = numbers[min((Int(firstPath) + i) / pathsPerRow, last)]
    }
    return true
  }
}
