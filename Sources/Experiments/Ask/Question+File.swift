internal import Tables

extension Question {
  /// A name for the scenario file that takes no other file's place: `ask-800-2025.yaml`, or where a
  /// file of that name holds something else, such as what somebody made of it, `ask-800-2025-2.yaml`
  /// and so on.
  ///
  /// - Returns: the first name that is free, or whose file holds the text already.
  package func freeName(for text: String, in folder: String) -> String {
    let stem = "ask-\(target.number)-\(target.date)"
    var (name, number) = (stem + ".yaml", 1)
    while isTaken(PathParts.join(folder, name), byOtherThan: text) {
      number += 1
      name = "\(stem)-\(number).yaml"
    }
    return name
  }

  private func isTaken(_ path: String, byOtherThan text: String) -> Bool {
    guard FileReading.resolved(path) != nil else { return false }
    let limit = text.utf8.count + 1
    guard let bytes = try? FileReading.bytes(of: path, limit: limit) else { return true }
    return bytes != Array(text.utf8)
  }
}
