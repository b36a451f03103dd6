/// A part of a scenario with names of its own: the file itself, a file that it includes, or a
/// member of a family.
package struct DocumentPart: Sendable {
  /// What stands before its names, as in `luohu` or `park.3`; empty for the file itself.
  let name: String
  /// Its sections; what it includes is in parts of its own.
  var root: DocumentNode
  /// Where its name stands.
  let place: SourcePlace
  /// The index of the part that it stands in; nil for the file itself.
  let parent: Int?
  /// The files that it is written in, where it is a file; nil for what stands in its parent's.
  let files: Set<String>?
  /// The family that it is a member of, with its number in it, from 1.
  let member: (family: String, number: Int)?
  /// What people call it.
  let label: String?
  /// The case of its file that holds where none is asked for.
  let defaultCase: DocumentNode?
  /// The levers and uncertainties that are set from outside, which its own cases leave alone.
  var isSet: Set<String> = []

  /// What tells its entries from those of the same label elsewhere; nil for the file itself.
  var called: String? { label ?? (files == nil || name.isEmpty ? nil : name) }

  /// A name of the part as one of the whole scenario.
  func qualified(_ name: String) -> String { self.name.isEmpty ? name : "\(self.name).\(name)" }
}

extension DocumentNode {
  /// The mapping with another value for a key; a nil value removes it.
  func setting(_ key: String, to value: DocumentNode?, at keyPlace: SourcePlace) -> DocumentNode {
    var entries = self.entries ?? []
    let index = entries.firstIndex { $0.key == key }
    switch (index, value) {
    case (let index?, let value?):
      entries[index] = Entry(key: key, keyPlace: keyPlace, value: value)
    case (let index?, nil): entries.remove(at: index)
    case (nil, let value?): entries.append(Entry(key: key, keyPlace: keyPlace, value: value))
    case (nil, nil): break
    }
    return DocumentNode(place: place, content: .mapping(entries))
  }

  /// The mapping with another value for a key of one of its sections.
  func setting(
    _ key: String, in section: String, to value: DocumentNode?, at keyPlace: SourcePlace
  ) -> DocumentNode {
    let inner = self[section] ?? DocumentNode(place: keyPlace, content: .mapping([]))
    return setting(
      section, to: inner.setting(key, to: value, at: keyPlace), at: keyPlace)
  }

  /// An empty mapping at a place.
  static func emptyMapping(at place: SourcePlace) -> DocumentNode {
    DocumentNode(place: place, content: .mapping([]))
  }
}
