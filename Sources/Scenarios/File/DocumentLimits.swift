/// What a scenario file may cost before it is refused.
package enum DocumentLimits {
  /// Bytes of one file.
  package static let fileSize = 4 << 20
  /// Levels of mappings and lists inside one another.
  package static let depth = 64
  /// Nodes of the tree, aliases counted as often as they are used.
  package static let nodes = 100_000
  /// Anchors (`&name`) of one file.
  package static let anchors = 64
  /// Files that inherit from one another.
  package static let inheritance = 16
}
