internal import COpenBLAS

/// The call we make into LAPACKE, on a matrix stored by columns.
///
/// LAPACK packs three answers into one `info` integer. Only this file tells them apart: a
/// negative `info` is our own bug and traps, a positive one is a property of the data and is
/// returned. LAPACKE would also report NaN input as a negative `info`, so callers check that
/// their elements are finite first.
enum LAPACK {
  /// `lapack_int`, which is a C macro and so has no Swift name.
  private typealias Integer = Int32

  /// Overwrites `a` (n by n, of which the lower triangle is read) with anything.
  ///
  /// - Returns: its n eigenvalues, rising; nil where the iteration does not come to an end.
  static func syevd(_ a: inout [Double], n: Int) -> [Double]? {
    var values = [Double](repeating: 0, count: max(n, 1))
    let info = BLAS.call {
      unsafe LAPACKE_dsyevd(
        LAPACK_COL_MAJOR, character("N"), character("L"), Integer(n), &a, Integer(max(n, 1)),
        &values)
    }
    precondition(info >= 0, "dsyevd: argument \(-info) is invalid")
    return info > 0 ? nil : Array(values.prefix(n))
  }

  private static func character(_ letter: Unicode.Scalar) -> CChar {
    CChar(UInt8(ascii: letter))
  }
}
