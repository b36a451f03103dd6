import Foundation
import Scenarios
import Tables
import Testing
import Wording

/// What is said in Chinese holds no English sentence but what the file itself says.
@Suite struct ChineseTexts {
  /// Broken files whose whole Chinese text is kept.
  static let kept = [
    "amount-without-time", "assumptions", "auto-with-a-rate", "bad-indentation",
    "ceiling-below-its-date", "circle", "correlation", "correlation-not-positive-definite",
    "curly-quotes", "data-cannot-show-a-ceiling", "dates-as-numbers", "dates-as-written",
    "duplicate-keys", "empty", "end-before-start", "events", "expression-names",
    "expression-syntax", "expression-units", "extends-circle", "finer-than-grid",
  ]

  /// The Chinese report of a broken file, without the folder of the tests.
  private func report(_ name: String) -> String {
    do {
      _ = try CompiledScenario(Scenario(file: "\(BrokenScenarios.folder)/\(name)"))
      return ""
    } catch let error as any Refusal {
      return error.phrase.chinese.replacingOccurrences(of: BrokenScenarios.folder + "/", with: "")
        + "\n"
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: kept)
  func `a broken file is reported in Chinese as its golden text says`(name: String) throws {
    let report = report(name + ".yaml")
    let golden = "\(BrokenScenarios.folder)/zh/\(name).txt"
    if ProcessInfo.processInfo.environment["WAYMARK_WRITE_GOLDEN"] == "1" {
      try report.write(toFile: golden, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOfFile: golden, encoding: .utf8) == report)
  }

  @Test(arguments: BrokenScenarios.names)
  func `no report of a broken file holds an English sentence`(name: String) throws {
    let report = report(name)
    let file = (try? String(contentsOfFile: "\(BrokenScenarios.folder)/\(name)", encoding: .utf8))
    // A line of the file stands under its problem, with a caret under it.
    let lines = report.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("  ") }
    #expect(EnglishSentences(beside: [file ?? ""]).all(in: lines.joined(separator: "\n")) == [])
  }

  @Test(arguments: documents)
  func `no answer holds an English sentence`(name: String) throws {
    let text = try String(contentsOfFile: "\(Self.folder)/\(name)", encoding: .utf8)
    let sentences = EnglishSentences(beside: Self.scenarios)
    // A command is typed as it is.
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("  waymark ") }
    #expect(sentences.all(in: lines.joined(separator: "\n")) == [])
  }

  @Test func `an English sentence is found`() {
    let sentences = EnglishSentences(beside: ["label: Firms of the district"])
    #expect(sentences.all(in: "目标：Firms of the district 为 3") == [])
    #expect(sentences.all(in: "目标：the data cannot show a ceiling") == ["the data cannot"])
    #expect(sentences.all(in: "请写 `name the data here`，'of the file'") == [])
  }

  private static let folder =
    (#filePath as NSString).deletingLastPathComponent + "/Documents"
  static let documents = names(in: folder).filter { $0.hasSuffix(".zh.txt") }
  private static let scenarios: [String] = {
    let folder = (#filePath as NSString).deletingLastPathComponent + "/../../scenarios"
    return names(in: folder).filter { $0.hasSuffix(".yaml") }
      .compactMap { try? String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8) }
  }()

  private static func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }
}

/// Looks for three English words in a row that no file says.
private struct EnglishSentences {
  private let said: [String]

  init(beside files: [String]) {
    said = files.map(Self.joined)
  }

  /// Text with single blanks.
  private static func joined(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The first three words of each; what stands in quotes is an example or a name.
  func all(in text: String) -> [String] {
    text.split(separator: "\n").flatMap { line in
      let plain = line.replacing(/`[^`]*`|'[^']*'|“[^”]*”/, with: "·")
      return plain.matches(of: /[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}/)
        .map { String($0.output) }
        .filter { words in !said.contains { $0.contains(words) } }
    }
  }
}
