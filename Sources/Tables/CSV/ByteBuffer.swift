/// A buffer of bytes that grows, written in whole words.
///
/// What is written in one go may reach past its end, up to the room that was asked for: the next
/// write begins where the text ends and covers the rest.
struct ByteBuffer: Sendable {
  private var storage: [UInt8] = []
  /// The number of bytes that count.
  private(set) var count = 0

  /// The bytes that count.
  var bytes: [UInt8] { Array(storage[..<count]) }

  /// Writes through a function that is given the memory and where to begin, and gives the end.
  // Inlined so that the function is no closure: half the time of a short field.
  @inline(__always)
  mutating func write(room: Int, _ body: (inout MutableRawSpan, Int) -> Int) {
    if storage.count &- count < room { grow(by: room) }
    let start = count
    var span = storage.mutableSpan
    // Every byte is a value of the elements' type, so nothing here can be made invalid.
    var memory = unsafe span.mutableBytes
    let end = body(&memory, start)
    count = end
  }

  /// Appends one byte.
  @inline(__always)
  mutating func append(_ byte: UInt8) {
    write(room: 1) { memory, start in
      memory.put(byte, at: start)
      return start &+ 1
    }
  }

  /// Forgets the bytes and keeps the memory.
  mutating func clear() { count = 0 }

  @inline(never)
  private mutating func grow(by room: Int) {
    let size = max(2 * storage.count, storage.count + room, 256)
    storage.append(contentsOf: repeatElement(0, count: size - storage.count))
  }
}

extension ByteBuffer {
  /// Writes a label as a field.
  mutating func write(_ label: CSVLabel, of texts: borrowing LabelTexts, isFirst: Bool) {
    write(room: 8 &* label.words &+ 1) { memory, start in
      let first = memory.separate(isFirst, at: start)
      for index in 0..<label.words {
        memory.put(texts.words[label.first &+ index], at: first &+ 8 &* index)
      }
      return first &+ label.bytes
    }
  }
}

extension MutableRawSpan {
  /// Stores one byte.
  @inline(__always)
  mutating func put(_ byte: UInt8, at offset: Int) {
    storeBytes(of: byte, toByteOffset: offset, as: UInt8.self)
  }

  /// Stores eight bytes, the lowest first.
  @inline(__always)
  mutating func put(_ word: UInt64, at offset: Int) {
    storeBytes(of: word.littleEndian, toByteOffset: offset, as: UInt64.self)
  }

  /// Puts a comma before every field but the first of a row.
  ///
  /// - Returns: where the field begins.
  @inline(__always)
  mutating func separate(_ isFirst: Bool, at start: Int) -> Int {
    put(UInt8(ascii: ","), at: start)
    return isFirst ? start : start &+ 1
  }
}
