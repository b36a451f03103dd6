internal import Quantities
package import Wording

/// Gathers what is wrong with the files of one scenario, and the expressions found on the way.
package final class IssueCollector {
  private struct Finding: Hashable {
    let place: SourcePlace
    let path: String
    let problem: Phrase
    let advice: Phrase?
    /// Whether it keeps the file from being read as it is; such come first.
    var isSyntax = false

    /// The words of its path that another one does not have: the name of the member.
    func difference(from other: Finding) -> String? {
      let (own, others) = (path.split(separator: "."), other.path.split(separator: "."))
      let same = zip(own, others).prefix { $0 == $1 }.count
      let end = zip(own.reversed(), others.reversed()).prefix { $0 == $1 }.count
      let words = own.dropFirst(same).dropLast(min(end, own.count - same))
      return words.isEmpty ? nil : words.joined(separator: ".")
    }

    /// The same, of whichever member of a family.
    ///
    /// Only the last word of its path is kept, and no advice, which may name the member.
    var withoutMember: Finding {
      let last = path.split(separator: ".").last.map(String.init) ?? ""
      return Finding(
        place: place, path: last, problem: problem, advice: nil, isSyntax: isSyntax)
    }
  }

  private var findings: [Finding] = []
  private var seen: Set<Finding> = []
  private var sources: [String: SourceText] = [:]
  private var suggestions = 0

  /// More suggestions than this are not looked for: somebody who made so many mistakes made one.
  private static let suggestionLimit = 200
  /// Words longer than this are not compared.
  private static let wordLimit = 100

  var count: Int { findings.count }
  var isEmpty: Bool { findings.isEmpty }

  /// Every expression that was met.
  private(set) var expressions: [ExpressionText] = []

  func register(_ expression: ExpressionText) {
    expressions.append(expression)
  }

  /// Every vague word that was read.
  private(set) var readings: [VagueReading] = []

  func register(_ reading: VagueReading) {
    readings.append(reading)
  }

  /// The texts that messages may show, by file name.
  var registered: [SourceText] { sources.values.sorted { $0.file < $1.file } }

  func register(_ source: SourceText) {
    sources[source.file] = source
  }

  /// The tables that the scenario names, by file name.
  private(set) var tables: [String: [UInt8]] = [:]

  func register(table bytes: [UInt8], file: String) {
    tables[file] = bytes
  }

  /// Reports what YAML cannot read; what follows from it comes behind.
  func report(syntax place: SourcePlace, _ problem: Phrase, _ advice: Phrase?) {
    let finding = Finding(
      place: place, path: "", problem: problem, advice: advice, isSyntax: true)
    if seen.insert(finding).inserted { findings.append(finding) }
  }

  /// Whether something is wrong already with what stands in a place.
  func hasReported(_ text: ExpressionText) -> Bool {
    findings.contains { $0.place == text.place && $0.path == text.path }
  }

  package func report(
    _ place: SourcePlace, _ path: String, _ problem: Phrase, _ advice: Phrase? = nil
  ) {
    let finding = Finding(place: place, path: path, problem: problem, advice: advice)
    if seen.insert(finding).inserted { findings.append(finding) }
  }

  /// The name that was probably meant, as advice.
  func suggestion(for word: String, among names: [String]) -> Phrase? {
    nearest(to: word, among: names).map(Phrase.meant)
  }

  /// The name that was probably meant.
  func nearest(to word: String, among names: [String]) -> String? {
    suggestions += 1
    guard suggestions <= Self.suggestionLimit, word.utf8.count <= Self.wordLimit else { return nil }
    return NearestName.of(word, among: names.filter { $0.utf8.count <= Self.wordLimit })
  }

  /// What was found, in the order of the files; the file that was asked for comes first.
  ///
  /// What one text says of several members of a family is reported once, with their names.
  func report(file: String) -> InvalidScenario {
    let sorted = findings.enumerated().sorted { a, b in
      let (first, second) = (a.element.place, b.element.place)
      if (first.file == file) != (second.file == file) { return first.file == file }
      if first.file == second.file, a.element.isSyntax != b.element.isSyntax {
        return a.element.isSyntax
      }
      return first == second ? a.offset < b.offset : first < second
    }
    var alike: [Finding: [Finding]] = [:]
    for (_, finding) in sorted { alike[finding.withoutMember, default: []].append(finding) }
    let once = sorted.map(\.element).filter { alike[$0.withoutMember]?.first == $0 }
    return InvalidScenario(
      file: file,
      issues: once.map { finding in
        let others = alike[finding.withoutMember]?.dropFirst() ?? []
        return ScenarioIssue(
          place: finding.place, path: finding.path,
          problem: finding.problem + Self.too(others.compactMap { $0.difference(from: finding) }),
          advice: finding.advice,
          snippet: sources[finding.place.file]?.snippet(at: finding.place) ?? "")
      })
  }
}

extension IssueCollector {
  /// Of whom else a problem is true.
  private static func too(_ names: [String]) -> Phrase {
    guard !names.isEmpty else { return Phrase("") }
    let some = Phrase.firstNames(of: names)
    return Phrase(" (\(some.english) too)", "（\(some.chinese) 亦然）")
  }
}

extension Phrase {
  /// The question after the name that was probably meant.
  static func meant(_ name: String) -> Phrase {
    Phrase("did you mean `\(name)`?", "是否应为 `\(name)`？")
  }

  /// What to do about something that is given twice.
  static let keepOne = Phrase("keep one of them", "请只保留其一")

  /// What to do about a key that has no place.
  static let removeIt = Phrase("remove it", "请删去")
}
