internal import Reports

/// How many settings a page holds, as far as it is known before they are computed.
struct PageSize {
  /// The most settings, however little room they take.
  var most: Int
  /// The bytes that settings may take.
  private var room = Int.max
  /// The lines of the file's own setting: the bytes of each, and the axes that change it.
  private var lines: [(bytes: Int, axes: [Int])] = []

  /// What a line takes beside itself: quotes about it and marks in it, and its number in a setting.
  private static let perLine = 24
  private static let perNumber = 6

  init(most: Int) { self.most = most }

  /// Learns from the settings that move one axis alone which lines each axis changes.
  ///
  /// - Parameters:
  ///   - room: the bytes that settings may take.
  ///   - own: the setting of the file.
  ///   - around: for each axis the settings that move it alone.
  mutating func learn(room: Int, own: Document, around: [[Document]]) {
    self.room = room
    let documents = Document.withCommonHeights([own] + around.joined())
    var texts = documents.map {
      HTMLRenderer.sections(of: $0, isForPhones: false).split(separator: "\n")
    }[...]
    let ownLines = texts.removeFirst()
    let changed = around.map { settings in
      let sets = texts.prefix(settings.count).map { Set($0) }
      texts = texts.dropFirst(settings.count)
      return Set(ownLines.filter { line in sets.contains { !$0.contains(line) } })
    }
    lines = ownLines.map { line in
      (line.utf8.count + Self.perLine, changed.indices.filter { changed[$0].contains(line) })
    }
  }

  /// Whether the settings of a grid fit, each line as often as the axes that change it have values.
  func holds(_ grid: SettingGrid) -> Bool {
    guard grid.count <= most else { return false }
    let counts = grid.axes.map(\.values.count)
    let moving = lines.count { !$0.axes.isEmpty }
    let bytes = lines.reduce(grid.count * moving * Self.perNumber) { sum, line in
      let own = line.axes.filter { $0 < counts.count }.reduce(1) { $0 * counts[$1] }
      return sum + (own > 1 ? own * line.bytes : 0)
    }
    return bytes <= room
  }
}
