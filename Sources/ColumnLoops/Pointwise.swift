internal import Formulas
package import Lanes

/// A function of one number, written once for vectors and for single numbers.
protocol Pointwise {
  static func of<V: Lanes>(_ x: V) -> V
}

extension CompiledLoops {
  package static func replace(_ function: ColumnFunction, _ column: inout MutableSpan<Double>) {
    let x = Column(writing: &column)
    switch function {
    case .exp: Exponential.fill(x, x)
    case .expm1: ExponentialLessOne.fill(x, x)
    case .log: Logarithm.fill(x, x)
    case .log1p: LogarithmOfOnePlus.fill(x, x)
    case .logistic: Logistic.fill(x, x)
    }
  }
}

extension Pointwise {
  // A loop is a function of its own, so that each is compiled once.
  @inline(never)
  fileprivate static func fill(_ out: Column, _ x: Column) {
    var i = 0
    while i &+ 8 <= x.count {
      out.store(of(x.vector(i)), i)
      i &+= 8
    }
    while i < x.count {
      out[i] = of(x[i])
      i &+= 1
    }
  }
}

enum Exponential: Pointwise {
  @inline(always) static func of<V: Lanes>(_ x: V) -> V { Formula.exponential(x) }
}
enum ExponentialLessOne: Pointwise {
  @inline(always) static func of<V: Lanes>(_ x: V) -> V { Formula.exponentialLessOne(x) }
}
enum Logarithm: Pointwise {
  @inline(always) static func of<V: Lanes>(_ x: V) -> V { Formula.logarithm(x) }
}
enum LogarithmOfOnePlus: Pointwise {
  @inline(always) static func of<V: Lanes>(_ x: V) -> V { Formula.logarithmOfOnePlus(x) }
}
enum Logistic: Pointwise {
  @inline(always) static func of<V: Lanes>(_ x: V) -> V { Formula.logistic(x) }
}
