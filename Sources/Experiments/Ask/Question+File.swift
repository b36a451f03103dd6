internal import Tables

extension Question {
  /// A name for the scenario file that takes no other file's place: `ask-800-2025.yaml`, or where a
  /// file of that name holds something else, such as what somebody made of it, `ask-800-2025-2.yaml`
  /// and so on.
  ///
  /// - Returns: the first name that is free, or whose file holds the text already.
  package func freeName(for text: String, in folder: String) -> String {
    let stem = "ask-\(target.number)-\(target.date)"
    let bytes = Array(text.utf8)
    var (name, number) = (stem + ".yaml", 1)
    while true {
      let path = PathParts.join(folder, name)
      if !FileReading.stands(at: path) || FileReading.holds(bytes, at: path) { return name }
      number += 1
      name = "\(stem)-\(number).yaml"
    }
  }
}
