public import Distributions

/// One operation of an ``ExpressionGraph``, on plain numbers.
public enum Node: Hashable, Sendable {
  /// A number.
  case constant(Double)
  /// Years since the start of the grid, at the end of the period.
  case elapsed
  /// The calendar coordinate of the end of the period, in years.
  case year
  /// A value from outside.
  case input(InputID)
  /// A random draw.
  case draw(Draw)
  /// A function of one value.
  case unary(UnaryOperation, NodeID)
  /// An operation or comparison on two values.
  case binary(BinaryOperation, NodeID, NodeID)
  /// The second value where the first is not 0, the third elsewhere.
  case select(NodeID, NodeID, NodeID)
  /// The row of a table that a number in (0, 1) picks.
  case row(RowTable, NodeID)
  /// e to the power a + b · elapsed, where neither changes in time; the third is e to the power of b times a
  /// step (``EvenGrowth``).
  case growing(NodeID, NodeID, NodeID)
}

/// One column of equally likely rows, such as a parameter of a posterior sample.
///
/// Several columns read at the same number give parts of the same row.
public struct RowTable: Hashable, Sendable {
  /// What the column holds.
  public let name: String
  /// The value in each row; at least one.
  public let values: [Double]

  /// Creates a column.
  ///
  /// - Precondition: there is a row.
  public init(name: String, values: [Double]) {
    precondition(!values.isEmpty, "\(name) has no rows")
    self.name = name
    self.values = values
  }

  /// The value in the row ⌊u · rows⌋.
  func value(at u: Double) -> Double {
    guard u == u else { return u }
    return values[Int(min(max(u, 0) * Double(values.count), Double(values.count - 1)))]
  }

  /// Feeds the name and the first row, which tell most tables apart.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(values[0])
  }
}

/// A function of one value.
public enum UnaryOperation: String, Hashable, Sendable, CaseIterable {
  case negate, exp, log, log10, sqrt, abs, sin, cos, tan, atan, floor, ceil, round
  /// 1/x.
  case reciprocal
}

/// An operation on two values.
///
/// Comparisons give 1 where they hold and 0 elsewhere.
public enum BinaryOperation: String, Hashable, Sendable, CaseIterable {
  case add, subtract, multiply, divide, power
  /// The smaller or larger value; not a number where either is not.
  case min, max
  case less, lessOrEqual, equal, notEqual
}

/// A random number that an expression asks for.
public struct Draw: Hashable, Sendable {
  /// The name of its stream: what it drives, or the path of an anonymous law in the document.
  public let stream: String
  /// Its law.
  public let law: DrawLaw
  /// Whether it is drawn anew in every period, or once per path.
  public let isPerPeriod: Bool
  /// The independent normal numbers that its own is made of, where it is correlated with others; empty
  /// where its uniform number is that of its stream.
  public let correlated: [NormalTerm]

  /// Creates a draw.
  public init(
    stream: String, law: DrawLaw, isPerPeriod: Bool, correlated: [NormalTerm] = []
  ) {
    self.stream = stream
    self.law = law
    self.isPerPeriod = isPerPeriod
    self.correlated = correlated
  }
}

extension Draw {
  /// The stream of a law that is written in a place of the file: the place, and a number from the
  /// second law there on.
  static func stream(at place: String, number: Int) -> String {
    number == 1 ? place : "\(place)#\(number)"
  }

  /// Whether its law is written in this place, so that nothing else draws it: a named uncertainty
  /// may drive other things too.
  public func isWritten(at place: String) -> Bool {
    stream == place || stream.hasPrefix(place + "#")
  }
}

/// The law of a draw.
public enum DrawLaw: Hashable, Sendable {
  /// A law whose parameters are known.
  case fixed(Law)
  /// A law whose parameters are values of the graph.
  case varying(VaryingLaw, [NodeID])
}

/// A law and the way in which its parameters are given, such as `gamma(mean:, sd:)`.
public struct VaryingLaw: Hashable, Sendable {
  /// The name of the law.
  public let name: String
  /// The label of each parameter, nil where it goes by position.
  public let labels: [String?]

  /// The form that the labels name.
  ///
  /// - Precondition: the law was checked when it was added to the graph.
  var construction: LawConstruction {
    do throws(DistributionError) {
      return try LawSignature.construction(name, labels: labels)
    } catch {
      preconditionFailure("\(name)(\(labels)): \(error)")
    }
  }
}
