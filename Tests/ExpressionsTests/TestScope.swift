import Expressions
import Quantities

/// A scope of a small scenario, for tests.
///
/// Indicators are inputs 0 and 1, their pasts 10 and 11; levers 2 and 3; an uncertainty 4; the
/// date of the milestone is 5.
struct TestScope: Scope {
  let units = UnitParser(labels: ["stations", "enterprises"])

  private func unit(_ text: String) -> Unit? { try? units.unit(text) }

  func symbol(named name: String) -> Symbol? {
    switch name {
    case "revenue":
      Symbol(.input(InputID(0), .pathAndTime), unit: unit("bn yuan/year"))
    case "firms": Symbol(.input(InputID(1), .pathAndTime), unit: unit("enterprises"))
    case "attraction": Symbol(.input(InputID(2), .constant))
    case "start_year": Symbol(.input(InputID(3), .constant))
    case "yield": Symbol(.input(InputID(4), .path))
    case "nansha": Symbol(.input(InputID(6), .pathAndTime))
    case "five": Symbol(.constant(5))
    case "share": Symbol(.input(InputID(7), .pathAndTime), unit: unit("%"))
    case "tenth": Symbol(.constant(0.1), isShare: true)
    case "many": Symbol(.input(InputID(8), .pathAndTime), unit: unit("万 stations"))
    case "few": Symbol(.input(InputID(9), .pathAndTime), unit: unit("stations"))
    default: nil
    }
  }

  func lag(of name: String, by periods: Int) -> Symbol? {
    switch name {
    case "revenue": Symbol(.input(InputID(10), .pathAndTime), unit: unit("bn yuan/year"))
    case "firms": Symbol(.input(InputID(11), .pathAndTime), unit: unit("enterprises"))
    default: nil
    }
  }

  func date(of name: String) -> Symbol? {
    name == "nansha"
      ? Symbol(
        .input(InputID(5), .path), date: .date(begin: .input(InputID(5), .path), length: 0)) : nil
  }

  var names: [String] {
    ["revenue", "firms", "attraction", "start_year", "yield", "nansha", "five"]
  }

  /// A place counted in a unit, on a grid.
  func place(_ unit: String? = nil, step: TimeStep = .year) -> Place {
    Place(path: "test", unit: unit.flatMap(self.unit), step: step, labels: units.labels)
  }

  /// The number that an expression folds to.
  func number(_ source: String, in unit: String? = nil, step: TimeStep = .year) throws -> Double? {
    var graph = ExpressionGraph()
    let checked = try Checker.check(source, at: place(unit, step: step), in: self, graph: &graph)
    return graph.constant(checked.node)
  }

  /// The issues of an expression, one a line; empty when it is sound.
  func issues(_ source: String, in unit: String? = nil, step: TimeStep = .year) -> String {
    var graph = ExpressionGraph()
    do throws(InvalidExpression) {
      _ = try Checker.check(source, at: place(unit, step: step), in: self, graph: &graph)
      return ""
    } catch {
      return error.description
    }
  }
}
