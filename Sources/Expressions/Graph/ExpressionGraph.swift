/// All expressions of a plan, of all its cases, as one directed graph of plain arithmetic.
///
/// Nodes stand in one array, operands before what uses them. Equal nodes are the same node
/// (common subexpressions are computed once), and what depends on numbers alone is computed when
/// it is added. Units are gone: every value is a number in the unit of its place.
public struct ExpressionGraph: Sendable {
  /// The nodes; ``NodeID/index`` points here.
  public private(set) var nodes: [Node] = []
  /// How often each node changes.
  public private(set) var rates: [Rate] = []

  /// The steps of a year of the grid, where the graph is made for one: an exponential of what grows evenly
  /// in time is then a product from step to step.
  public var stepsPerYear: Int?

  private var known: [Node: NodeID] = [:]
  /// The numbers that are no key: NaN is not equal to itself, and -0 is equal to 0.
  private var knownByBits: [UInt64: NodeID] = [:]

  /// Creates an empty graph.
  public init() {}

  /// The node at a place.
  public subscript(id: NodeID) -> Node { nodes[id.index] }

  /// How often a node changes.
  public func rate(of id: NodeID) -> Rate { rates[id.index] }

  /// The number that a node is, if it depends on nothing.
  public func constant(_ id: NodeID) -> Double? {
    if case .constant(let value) = nodes[id.index] { value } else { nil }
  }

  // MARK: Adding nodes

  /// A number.
  public mutating func constant(_ value: Double) -> NodeID {
    add(.constant(value), .constant)
  }

  /// Years since the start of the grid.
  public mutating func elapsed() -> NodeID { add(.elapsed, .time) }

  /// The calendar coordinate in years.
  public mutating func year() -> NodeID { add(.year, .time) }

  /// A value from outside.
  ///
  /// - Parameters:
  ///   - id: the engine's name for it.
  ///   - rate: how often it changes.
  /// - Returns: its node.
  /// - Precondition: the same input always comes with the same rate.
  public mutating func input(_ id: InputID, rate: Rate) -> NodeID {
    let node = add(.input(id), rate)
    precondition(
      rates[node.index] == rate,
      "input \(id.index) with rate \(rate), before with \(rates[node.index])")
    return node
  }

  /// A random draw.
  public mutating func draw(_ draw: Draw) -> NodeID {
    var rate: Rate = draw.isPerPeriod ? .pathAndTime : .path
    if case .varying(_, let parameters) = draw.law {
      for parameter in parameters { rate = rate.joined(with: self.rate(of: parameter)) }
    }
    return add(.draw(draw), rate)
  }

  /// A function of one value.
  public mutating func unary(_ operation: UnaryOperation, _ a: NodeID) -> NodeID {
    if let value = constant(a) { return constant(operation.value(value)) }
    if operation == .negate, case .unary(.negate, let inner) = self[a] { return inner }
    if operation == .exp, let growth = growing(a) { return growth }
    return add(.unary(operation, a), rate(of: a))
  }

  /// e to the power of a node as a product from step to step; nil where the node does not grow evenly in
  /// time, or is the same on every path.
  private mutating func growing(_ a: NodeID) -> NodeID? {
    guard let stepsPerYear, rate(of: a) == .pathAndTime, let line = line(a) else { return nil }
    let years = constant(1 / Double(stepsPerYear))
    let factor = unary(.exp, binary(.multiply, line.slope, years))
    return add(.growing(line.start, line.slope, factor), .pathAndTime)
  }

  /// Start and slope of a node that is a straight line in the years since the start; nil for any other.
  private mutating func line(_ id: NodeID) -> (start: NodeID, slope: NodeID)? {
    guard rate(of: id).changesInTime else { return (id, constant(0)) }
    switch nodes[id.index] {
    case .elapsed:
      return (constant(0), constant(1))
    case .unary(.negate, let a):
      guard let a = line(a) else { return nil }
      return (unary(.negate, a.start), unary(.negate, a.slope))
    case .binary(let operation, let a, let b) where operation == .add || operation == .subtract:
      guard let a = line(a), let b = line(b) else { return nil }
      return (binary(operation, a.start, b.start), binary(operation, a.slope, b.slope))
    case .binary(.multiply, let a, let b):
      guard let a = line(a), let b = line(b) else { return nil }
      if constant(b.slope) == 0 {
        return (binary(.multiply, a.start, b.start), binary(.multiply, a.slope, b.start))
      }
      guard constant(a.slope) == 0 else { return nil }
      return (binary(.multiply, a.start, b.start), binary(.multiply, a.start, b.slope))
    case .binary(.divide, let a, let b):
      guard let a = line(a), !rate(of: b).changesInTime else { return nil }
      return (binary(.divide, a.start, b), binary(.divide, a.slope, b))
    default:
      return nil
    }
  }

  /// An operation on two values.
  public mutating func binary(_ operation: BinaryOperation, _ a: NodeID, _ b: NodeID) -> NodeID {
    let (x, y) = (constant(a), constant(b))
    if let x, let y { return constant(operation.value(x, y)) }
    switch operation {
    case .add:
      if x == 0 { return b }
      if y == 0 { return a }
    case .subtract:
      if y == 0 { return a }
      if x == 0 { return unary(.negate, b) }
    case .multiply:
      if x == 1 { return b }
      if y == 1 { return a }
      if x == -1 { return unary(.negate, b) }
      if y == -1 { return unary(.negate, a) }
    case .divide:
      if y == 1 { return a }
      if x == 1 { return unary(.reciprocal, b) }
    case .power:
      if let y, let small = power(a, y) { return small }
    case .min, .max:
      if a == b { return a }
    case .less, .lessOrEqual, .equal, .notEqual:
      break
    }
    // Order does not matter to these, so one order finds the other's node.
    let isSymmetric =
      operation == .add || operation == .multiply || operation == .equal || operation == .notEqual
    let (first, second) = isSymmetric && b < a ? (b, a) : (a, b)
    return add(
      .binary(operation, first, second), rate(of: first).joined(with: rate(of: second)))
  }

  /// The second value where the condition is not 0, the third elsewhere.
  public mutating func select(_ condition: NodeID, _ a: NodeID, _ b: NodeID) -> NodeID {
    if let known = constant(condition) { return known != 0 ? a : b }
    if a == b { return a }
    let rate = rate(of: condition).joined(with: rate(of: a)).joined(with: rate(of: b))
    return add(.select(condition, a, b), rate)
  }

  /// The value in the row of a table that a node picks.
  ///
  /// - Parameters:
  ///   - table: the column.
  ///   - u: a node with values in (0, 1).
  /// - Returns: its node.
  public mutating func row(_ table: RowTable, at u: NodeID) -> NodeID {
    if let known = constant(u) { return constant(table.value(at: known)) }
    return add(.row(table, u), rate(of: u))
  }

  /// Small whole powers are products, a half is a root: exact where `pow` rounds, and quicker.
  private mutating func power(_ a: NodeID, _ exponent: Double) -> NodeID? {
    switch exponent {
    case 0: return constant(1)
    case 0.5: return unary(.sqrt, a)
    case 1: return a
    case 2: return binary(.multiply, a, a)
    case 3: return binary(.multiply, binary(.multiply, a, a), a)
    case 4:
      let square = binary(.multiply, a, a)
      return binary(.multiply, square, square)
    case -1: return unary(.reciprocal, a)
    default: return nil
    }
  }

  private mutating func add(_ node: Node, _ rate: Rate) -> NodeID {
    if case .constant(let value) = node, value.isNaN || value == 0 {
      if let id = knownByBits[value.bitPattern] { return id }
      knownByBits[value.bitPattern] = NodeID(index: nodes.count)
    } else {
      if let id = known[node] { return id }
      known[node] = NodeID(index: nodes.count)
    }
    nodes.append(node)
    rates.append(rate)
    return NodeID(index: nodes.count - 1)
  }

  // MARK: Reading

  /// The nodes on which a node directly depends.
  public func operands(of id: NodeID) -> [NodeID] {
    var operands: [NodeID] = []
    forEachOperand(of: id) { operands.append($0) }
    return operands
  }

  private func forEachOperand(of id: NodeID, _ body: (NodeID) -> Void) {
    switch nodes[id.index] {
    case .constant, .elapsed, .year, .input: break
    case .draw(let draw):
      if case .varying(_, let parameters) = draw.law { parameters.forEach(body) }
    case .unary(_, let a), .row(_, let a): body(a)
    case .binary(_, let a, let b):
      body(a)
      body(b)
    case .select(let first, let a, let b), .growing(let first, let a, let b):
      body(first)
      body(a)
      body(b)
    }
  }

  /// Everything that some nodes depend on, themselves included, operands first.
  public func reachable(from roots: some Sequence<NodeID>) -> [NodeID] {
    // One bit for each node: what one of a thousand cases needs is found at once among the nodes of
    // all the others.
    var marks = [UInt64](repeating: 0, count: (nodes.count + 63) / 64)
    for root in roots { marks[root.index / 64] |= 1 << UInt64(root.index % 64) }
    var found: [NodeID] = []
    for word in marks.indices.reversed() {
      var open = marks[word]
      while open != 0 {
        let bit = 63 - open.leadingZeroBitCount
        let id = NodeID(index: 64 * word + bit)
        found.append(id)
        forEachOperand(of: id) { marks[$0.index / 64] |= 1 << UInt64($0.index % 64) }
        // Operands stand before what uses them, so below this bit.
        open = marks[word] & ((1 << UInt64(bit)) - 1)
      }
    }
    found.reverse()
    return found
  }

  /// The inputs on which some nodes depend, in the order of the engine's numbers.
  ///
  /// This is what orders the indicators of a step and finds cycles among them.
  public func inputs(of roots: some Sequence<NodeID>) -> [InputID] {
    reachable(from: roots).compactMap { id in
      if case .input(let input) = self[id] { input } else { nil }
    }.sorted { $0.index < $1.index }
  }

  /// The draws that some nodes need, in the order of the graph.
  public func draws(of roots: some Sequence<NodeID>) -> [(node: NodeID, draw: Draw)] {
    reachable(from: roots).compactMap { id in
      if case .draw(let draw) = self[id] { (id, draw) } else { nil }
    }
  }
}
