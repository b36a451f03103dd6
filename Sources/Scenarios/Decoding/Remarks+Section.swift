extension Remarks {
  /// The remarks of a section of the file.
  init(_ section: Section) {
    self.init(
      label: section["label"]?.line(), source: section["source"]?.text(),
      note: section["note"]?.text())
  }
}
