package import Wording

/// A scenario file as a tree: mappings in the order of the file, sequences and scalars, each with
/// its place.
package struct DocumentNode: Sendable {
  package enum Content: Sendable {
    case mapping([Entry])
    case sequence([DocumentNode])
    case scalar(Scalar)
  }

  package struct Entry: Sendable {
    package let key: String
    package let keyPlace: SourcePlace
    package var value: DocumentNode
  }

  package struct Scalar: Hashable, Sendable {
    package let text: String
    /// Whether it was written between quotes or as a block of text.
    package let isQuoted: Bool
    /// Whether the text stands in the file as it is, so that its inner places are known.
    package let isVerbatim: Bool
  }

  package let place: SourcePlace
  package var content: Content

  package var scalar: Scalar? {
    if case .scalar(let scalar) = content { scalar } else { nil }
  }

  package var entries: [Entry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  package var elements: [DocumentNode]? {
    if case .sequence(let elements) = content { elements } else { nil }
  }

  /// Whether nothing was written: an empty value, `~` or `null`.
  package var isNull: Bool {
    guard let scalar, !scalar.isQuoted else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.text)
  }

  package subscript(key: String) -> DocumentNode? {
    entries?.first { $0.key == key }?.value
  }

  /// What the node is, in words.
  package var kind: Phrase {
    switch content {
    case .mapping: Phrase("a mapping", "映射")
    case .sequence: Phrase("a list", "列表")
    case .scalar(let scalar): isNull ? Phrase("nothing", "空值") : Phrase(scalar.text.quoted)
    }
  }
}
