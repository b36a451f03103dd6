internal import Quantities

/// An expression as the file writes it, with its place; ``Scenario`` holds only ones that can be
/// read and whose names are declared.
public struct ExpressionText: Hashable, Sendable, CustomStringConvertible {
  /// The text.
  public let text: String
  /// Where it begins in the file.
  public let place: SourcePlace
  /// The way to it from the root of the file, as in `indicators.revenue.growth.ceiling`.
  ///
  /// Laws without a name of their own are drawn by this key, so it does not depend on the order
  /// of the file.
  public let path: String
  /// Whether columns inside the text are columns of the file.
  let isVerbatim: Bool
  /// What its names mean.
  var scope = NameScope.whole
  /// The length of the period whose value it is, where the file dates it.
  var stepOfValue: TimeStep?

  /// The text.
  public var description: String { text }

  /// The place of a character of the text, from 0; the beginning where it cannot be known.
  ///
  /// - Returns: its place in the file.
  public func place(ofCharacter offset: Int) -> SourcePlace {
    guard isVerbatim else { return place }
    let before = text.prefix(offset).unicodeScalars
    guard !before.contains("\n") else { return place }
    return place.advanced(by: before.count)
  }
}
