internal import CVector
internal import Formulas

/// The elementary functions, with the same bits on every processor.
///
/// Those that columns need too are ``Formula``s; here they are computed for one number, with the
/// instruction for a fused multiply-add where the processor has it.
///
/// Errors are given in units in the last place (ulp) of the result, as measured by the tests
/// against values of 50 digits. The polynomial coefficients are minimax fits, made by
/// `tools/references/elementary_coefficients.py`.
public enum Elementary {
  /// What the product `a * b` lost to rounding: a b = product + error.
  public static func productError(_ a: Double, _ b: Double, product: Double) -> Double {
    Formula.productError(a, b, product: product)
  }

  /// The largest integer that is not greater, zero with its sign.
  public static func floor(_ x: Double) -> Double { Formula.floor(x) }

  /// The leading 26 bits of a number: the product of two such halves is exact.
  static func leadingHalf(_ x: Double) -> Double {
    Double(bitPattern: x.bitPattern & 0xFFFF_FFFF_F800_0000)
  }

  /// Whether the processor has the instruction for a fused multiply-add, and all else that the code of
  /// `FusedFunctions` is compiled for.
  static var isFused: Bool { wm_fuses() != 0 }
}
