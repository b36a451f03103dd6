internal import CVector
internal import Lanes

/// The memory of a column, read and written in vectors of eight.
///
/// The only file of the loops that touches pointers. A column is made and used inside one call
/// that holds the span, and every loop ends at ``count``.
@safe struct Column {
  private let start: UnsafeMutablePointer<Double>
  let count: Int

  @inline(always)
  init(writing span: inout MutableSpan<Double>) {
    count = span.count
    unsafe start = span.withUnsafeMutableBufferPointer { unsafe $0.baseAddress ?? Column.nowhere }
  }

  @inline(always)
  init(reading span: Span<Double>) {
    count = span.count
    unsafe start = span.withUnsafeBufferPointer {
      unsafe $0.baseAddress.map { unsafe UnsafeMutablePointer(mutating: $0) } ?? Column.nowhere
    }
  }

  /// Where an empty column lies.
  private static var nowhere: UnsafeMutablePointer<Double> {
    unsafe UnsafeMutablePointer(bitPattern: 64).unsafelyUnwrapped
  }

  /// The eight numbers from a place on, which is at most ``count`` − 8.
  @inline(always)
  func vector(_ i: Int) -> Doubles8 { unsafe Doubles8(vector: wm_load(start + i)) }

  /// Writes eight numbers from a place on, which is at most ``count`` − 8.
  @inline(always)
  func store(_ numbers: Doubles8, _ i: Int) { unsafe wm_store(start + i, numbers.vector) }

  @inline(always)
  subscript(_ i: Int) -> Double {
    get { unsafe start[i] }
    nonmutating set { unsafe start[i] = newValue }
  }
}

/// A list of places of a byte each, written eight at a time.
@safe struct Places {
  private let start: UnsafeMutableRawPointer

  /// Lists up to eight places fewer than the span has bytes.
  @inline(always)
  init(writing span: inout MutableSpan<UInt8>) {
    unsafe start = span.withUnsafeMutableBufferPointer {
      unsafe UnsafeMutableRawPointer($0.baseAddress.unsafelyUnwrapped)
    }
  }

  /// Writes eight places, lowest byte first.
  @inline(always)
  func store(_ places: UInt64, at i: Int) {
    unsafe start.storeBytes(of: places.littleEndian, toByteOffset: i, as: UInt64.self)
  }

  @inline(always)
  subscript(_ i: Int) -> Int {
    Int(unsafe start.load(fromByteOffset: i, as: UInt8.self))
  }
}

/// The memory of a column of integers.
@safe struct Integers {
  private let start: UnsafeMutablePointer<Int>

  @inline(always)
  init(writing span: inout MutableSpan<Int>) {
    unsafe start = span.withUnsafeMutableBufferPointer { unsafe $0.baseAddress ?? Integers.nowhere }
  }

  /// Where an empty column lies.
  private static var nowhere: UnsafeMutablePointer<Int> {
    unsafe UnsafeMutablePointer(bitPattern: 64).unsafelyUnwrapped
  }

  @inline(always)
  func store(_ words: Words8, _ i: Int) {
    unsafe wm_ustore(start + i, words.vector)
  }

  @inline(always)
  subscript(_ i: Int) -> Int {
    get { unsafe start[i] }
    nonmutating set { unsafe start[i] = newValue }
  }
}
