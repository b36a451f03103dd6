/// To what an expression belongs, as its path says.
struct ExpressionRole {
  /// The indicator or uncertainty whose value depends on the expression.
  var owner: String?
  /// The event that it belongs to.
  var event: String?
  /// The target that it belongs to.
  var target: String?

  /// The role of the parameter at a path; nil where no section has that name.
  ///
  /// - Parameter path: its path without the case that may assume it, as in
  ///   `indicators.revenue.exits`.
  init?(path: [String]) {
    guard path.count >= 2 else { return nil }
    switch path[0] {
    case "uncertainties", "indicators": owner = path[1]
    case "events": event = path[1]
    case "targets": target = path[1]
    default: return nil
    }
  }
}
