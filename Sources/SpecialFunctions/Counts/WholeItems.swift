public import Formulas
public import Lanes

/// Whole items out of amounts that have fractions.
public enum WholeItems {
  /// The whole items in an amount, forgiving the rounding error of a sum of fractions.
  @inlinable @inline(always)
  public static func of<V: Lanes>(_ amount: V) -> V { Formula.floor(amount + 1e-9) }

  /// What an amount has beside its whole items: nothing where there is no bound.
  @inlinable @inline(always)
  public static func rest<V: Lanes>(of amount: V, whole: V) -> V {
    V.choose(amount < V(Double.infinity), amount - whole, 0)
  }
}
