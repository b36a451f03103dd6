/// Where a plan stands: the case of the file that it goes on from, and what is moved.
package struct Move: Hashable, Sendable {
  /// The name of the case.
  package var caseName: String
  /// What is written for each control that is moved, by its id.
  package var values: [String: String]

  /// The longest text of a control, in UTF-8.
  static let longest = 400

  /// A place.
  package init(caseName: String, values: [String: String] = [:]) {
    self.caseName = caseName
    self.values = values
  }
}
