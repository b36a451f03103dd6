extension ExpressionGraph {
  /// Adds the derivative of a node with respect to another one.
  ///
  /// Symbolic, by the rules of calculus on the graph, so that common parts are computed once for
  /// value and gradient. Steps and choices (`floor`, comparisons, conditions) count as constant
  /// where they are, and so does the row of a table; |x| has slope 0 at 0; x^y at x <= 0 is taken as not changing with y. Draws do
  /// not change.
  ///
  /// - Parameters:
  ///   - root: the node to differentiate.
  ///   - variable: the node with respect to which, usually an input.
  /// - Returns: the node of the derivative.
  public mutating func derivative(of root: NodeID, withRespectTo variable: NodeID) -> NodeID {
    let zero = constant(0)
    var known: [NodeID: NodeID] = [variable: constant(1)]
    // Operands stand first, so one pass from the front needs no recursion.
    for id in reachable(from: [root]) where id != variable {
      known[id] = derivative(of: id, zero) { known[$0] ?? zero }
    }
    return known[root] ?? zero
  }

  private mutating func derivative(
    of id: NodeID, _ zero: NodeID, _ d: (NodeID) -> NodeID
  ) -> NodeID {
    switch self[id] {
    case .constant, .elapsed, .year, .input, .draw, .row:
      return zero
    case .unary(let operation, let a):
      let da = d(a)
      guard da != zero else { return zero }
      return chain(operation, at: a, value: id, da, zero)
    case .binary(let operation, let a, let b):
      return derivative(of: operation, a, b, value: id, d(a), d(b), zero)
    case .growing(let a, let b, _):
      let (da, db) = (d(a), d(b))
      guard da != zero || db != zero else { return zero }
      return binary(.multiply, id, binary(.add, da, times(elapsed(), db, zero)))
    case .select(let condition, let a, let b):
      let (da, db) = (d(a), d(b))
      return da == zero && db == zero ? zero : select(condition, da, db)
    }
  }

  private mutating func chain(
    _ operation: UnaryOperation, at a: NodeID, value: NodeID, _ da: NodeID, _ zero: NodeID
  ) -> NodeID {
    let one = constant(1)
    switch operation {
    case .negate: return unary(.negate, da)
    case .exp: return binary(.multiply, value, da)
    case .log: return binary(.divide, da, a)
    case .log10:
      let ln10 = unary(.log, constant(10))
      return binary(.divide, da, binary(.multiply, a, ln10))
    case .sqrt: return binary(.divide, da, binary(.multiply, constant(2), value))
    case .abs:
      let sign = binary(.subtract, binary(.less, zero, a), binary(.less, a, zero))
      return binary(.multiply, sign, da)
    case .sin: return binary(.multiply, unary(.cos, a), da)
    case .cos: return unary(.negate, binary(.multiply, unary(.sin, a), da))
    case .tan:
      let slope = binary(.add, one, binary(.multiply, value, value))
      return binary(.multiply, slope, da)
    case .atan:
      return binary(.divide, da, binary(.add, one, binary(.multiply, a, a)))
    case .floor, .ceil, .round: return zero
    case .reciprocal:
      return unary(.negate, binary(.multiply, binary(.multiply, value, value), da))
    }
  }

  private mutating func derivative(
    of operation: BinaryOperation, _ a: NodeID, _ b: NodeID, value: NodeID, _ da: NodeID,
    _ db: NodeID, _ zero: NodeID
  ) -> NodeID {
    guard da != zero || db != zero else { return zero }
    switch operation {
    case .add: return binary(.add, da, db)
    case .subtract: return binary(.subtract, da, db)
    case .multiply:
      return binary(.add, times(da, b, zero), times(db, a, zero))
    case .divide:
      // d(a/b) = (da - (a/b) db) / b
      return binary(.divide, binary(.subtract, da, times(db, value, zero)), b)
    case .power:
      let ofBase: NodeID
      if da == zero {
        ofBase = zero
      } else {
        let lower = binary(.power, a, binary(.subtract, b, constant(1)))
        ofBase = binary(.multiply, binary(.multiply, b, lower), da)
      }
      guard db != zero else { return ofBase }
      let slope = binary(.multiply, binary(.multiply, value, unary(.log, a)), db)
      return binary(.add, ofBase, select(binary(.less, zero, a), slope, zero))
    case .min: return select(binary(.less, b, a), db, da)
    case .max: return select(binary(.less, a, b), db, da)
    case .less, .lessOrEqual, .equal, .notEqual: return zero
    }
  }

  private mutating func times(_ derivative: NodeID, _ factor: NodeID, _ zero: NodeID) -> NodeID {
    derivative == zero ? zero : binary(.multiply, derivative, factor)
  }
}
