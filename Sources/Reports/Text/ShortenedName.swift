/// A name that has to fit.
enum ShortenedName {
  /// The beginning and the end of a name, which tell long names apart.
  ///
  /// - Parameters:
  ///   - name: the whole name.
  ///   - fits: whether a text has room.
  /// - Returns: the name itself where it fits.
  static func text(_ name: String, fits: (String) -> Bool) -> String {
    guard !fits(name) else { return name }
    var (first, last) = (name.count / 2, name.count / 2)
    while first > 1, !fits(name.prefix(first) + "…" + name.suffix(last)) {
      if first >= last { first -= 1 } else { last -= 1 }
    }
    return name.prefix(first) + "…" + name.suffix(last)
  }
}
