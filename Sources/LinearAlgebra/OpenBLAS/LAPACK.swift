internal import COpenBLAS

/// The calls we make into LAPACKE, one function per routine, all matrices stored by columns.
///
/// LAPACK packs three answers into one `info` integer. Only this file tells them apart: a
/// negative `info` is our own bug and traps, a positive one is a property of the data and is
/// returned. LAPACKE would also report NaN input as a negative `info`, so callers check that
/// their elements are finite first.
enum LAPACK {
  /// `lapack_int`, which is a C macro and so has no Swift name.
  private typealias Integer = Int32
  private static let lower = character("L")
  private static let left = character("L")
  private static let transpose = character("T")

  /// Overwrites the lower triangle of `a` (n by n) with its Cholesky factor.
  ///
  /// - Returns: the order of the first leading minor that is not positive.
  static func potrf(_ a: inout [Double], n: Int) -> Int? {
    let info = BLAS.call {
      unsafe LAPACKE_dpotrf(LAPACK_COL_MAJOR, lower, Integer(n), &a, leading(n))
    }
    return dataFailure(info, in: "dpotrf")
  }

  /// Overwrites `a` (m by n) with R and the Householder vectors of A P = Q R.
  ///
  /// - Returns: for each column of R, the column of A it came from (from 0), and the
  ///   `min(m, n)` scalar factors of the reflections.
  static func geqp3(_ a: inout [Double], m: Int, n: Int) -> (permutation: [Int], tau: [Double]) {
    var pivots = [Integer](repeating: 0, count: max(n, 1))
    var tau = [Double](repeating: 0, count: max(min(m, n), 1))
    let info = BLAS.call {
      unsafe LAPACKE_dgeqp3(
        LAPACK_COL_MAJOR, Integer(m), Integer(n), &a, leading(m), &pivots, &tau)
    }
    bugOnly(info, in: "dgeqp3")
    return (pivots.prefix(n).map { Int($0) - 1 }, Array(tau.prefix(min(m, n))))
  }

  /// Overwrites `b` (m elements) with Qᵀ b for the Q that ``geqp3`` left in `a`.
  static func ormqr(_ a: [Double], tau: [Double], m: Int, _ b: inout [Double]) {
    guard m > 0, !tau.isEmpty else { return }
    let info = BLAS.call {
      unsafe LAPACKE_dormqr(
        LAPACK_COL_MAJOR, left, transpose, Integer(m), 1,
        Integer(tau.count), a, leading(m), tau, &b, leading(m))
    }
    bugOnly(info, in: "dormqr")
  }

  private static func character(_ letter: Unicode.Scalar) -> CChar {
    CChar(UInt8(ascii: letter))
  }

  /// A leading dimension, which LAPACK wants to be at least 1 even for empty matrices.
  private static func leading(_ rows: Int) -> Integer {
    Integer(max(rows, 1))
  }

  private static func dataFailure(_ info: Integer, in routine: StaticString) -> Int? {
    precondition(info >= 0, "\(routine): argument \(-info) is invalid")
    return info > 0 ? Int(info) : nil
  }

  private static func bugOnly(_ info: Integer, in routine: StaticString) {
    let failure = dataFailure(info, in: routine)
    precondition(failure == nil, "\(routine): info \(info), which it never returns")
  }
}
