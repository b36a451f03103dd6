import Foundation
import Scenarios
import Testing
import _TestSupport

@Suite struct ScenarioDocumentTests {
  private let own: TemporaryFolder
  private var folder: String { own.path }

  init() throws {
    own = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder + "/inner", withIntermediateDirectories: true)
  }

  private func write(_ name: String, _ text: String) throws -> String {
    try text.write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
    return "\(folder)/\(name)"
  }

  private func root(_ text: String) throws(ScenarioError) -> DocumentNode {
    try ScenarioDocument(text: text, file: "a.yaml").root
  }

  private func problems(_ text: String) -> [String] {
    do throws(ScenarioError) {
      _ = try root(text)
      return []
    } catch {
      guard case .invalid(let invalid) = error else { return ["unreadable"] }
      return invalid.issues.map(\.problem.english)
    }
  }

  // MARK: Trees

  @Test func `keys keep their order and every node its place`() throws {
    let root = try root("b: 1\na:\n  - x\n  - {k: 'q'}\n")
    #expect(root.entries?.map(\.key) == ["b", "a"])
    let inner = root["a"]?.elements?[1]["k"]
    #expect(inner?.scalar?.text == "q" && inner?.scalar?.isQuoted == true)
    #expect(inner?.place == SourcePlace(file: "a.yaml", line: 4, column: 9))
  }

  @Test func `JSON is read, tabs and escapes included`() throws {
    let root = try root("{\n\t\"a\": [1, 2.5e3, true],\n\t\"b\": \"\\u5e74\\n\"\n}")
    #expect(root["a"]?.elements?.compactMap(\.scalar?.text) == ["1", "2.5e3", "true"])
    #expect(root["b"]?.scalar?.text == "年\n")
  }

  /// U+1F680 as every writer of JSON that keeps to ASCII has it.
  @Test func `JSON has characters in two halves`() throws {
    let root = try root(#"{"a": "Growth \ud83d\uDE80 plan", "b": "\\ud83d\\ude80", "c": 1}"#)
    #expect(root["a"]?.scalar?.text == "Growth \u{1F680} plan")
    #expect(root["b"]?.scalar?.text == #"\ud83d\ude80"#)
    #expect(root["c"]?.scalar?.text == "1")
  }

  @Test(arguments: ["a: lognormal(p10: 1, p90: 5)", "a: {b: lognormal(p10: 1, p90: 5), c: 2}"])
  func `laws stand without quotes`(text: String) throws {
    let root = try root(text)
    let law = root["a"]?.scalar ?? root["a"]?["b"]?.scalar
    #expect(law?.text == "lognormal(p10: 1, p90: 5)")
    #expect(law?.isVerbatim == true)
  }

  @Test func `a law may go over several lines`() throws {
    let root = try root(
      "a: discrete(1: 0.2,\n    3: 0.8)\nb: 'x (y'\nc: (1 + 2) * 3 # (d: e\nf: g\n")
    #expect(root["a"]?.scalar?.text == "discrete(1: 0.2, 3: 0.8)")
    #expect(root["c"]?.scalar?.text == "(1 + 2) * 3")
    #expect(root["f"]?.scalar?.text == "g")
  }

  @Test func `an open parenthesis in a text does no harm to the next lines`() throws {
    let root = try root("a: see (below\nb: c) and d\ne: {f: 1, g: 2}\n")
    #expect(root["b"]?.scalar?.text == "c) and d")
    #expect(root["e"]?["g"]?.scalar?.text == "2")
  }

  @Test func `a second colon is named, and the value read as it stands`() throws {
    let text = """
      waymark: 1
      time: {start: 2020, end: 2022}
      indicators:
        a:
          kind: output: x
          initial: 1
          growth: {model: exponential, rate: 0.1}
      """
    do throws(ScenarioError) {
      _ = try Scenario(text: text, name: "a.yaml", folder: folder)
      Issue.record("it is read")
    } catch {
      #expect("\(error)".contains("a second `:` in one value"))
      #expect("\(error)".contains("found `output: x`"))
    }
  }

  @Test func `a key that is too long for YAML is named so`() {
    let text = "waymark: 1\n\(String(repeating: "a", count: 1100)): 2\n"
    let error = #expect(throws: ScenarioError.self) { try Scenario(text: text, name: "a.yaml") }
    #expect("\(error.debugDescription)".contains("a key of more than 1,024 characters"))
  }

  @Test func `a missing colon, brace or comma is named, and nothing about the indentation`() {
    func found(_ target: String) -> [String] {
      let text = """
        waymark: 1
        time: {start: 2020, end: 2030}
        indicators:
          b:
            kind: count
            history: {2020: 405}
        cases:
          one: {}
        targets:
          \(target)
          y: {of: b, at_least: 2}
        """
      do throws(ScenarioError) {
        _ = try Scenario(text: text, name: "a.yaml")
        return []
      } catch {
        guard case .invalid(let invalid) = error else { return ["unreadable"] }
        return invalid.issues.map(\.problem.english)
      }
    }
    #expect(found("x {of: b, at_least: 800, in: 2025}") == ["no colon after `x`"])
    for target in ["x: {of: b, at_least: 800, in: 2025", "x: {of: b, at_least: 800 in: 2025}"] {
      let problems = found(target)
      #expect(!problems.isEmpty && problems.allSatisfy { !$0.contains("indented") }, "\(target)")
      #expect(problems.first?.contains("is not closed here") == true, "\(target)")
    }
  }

  @Test func `aliases and merge keys are filled in`() throws {
    let root = try root("a: &x {k: 1, l: 2}\nb: {<<: *x, l: 3}\nc: *x\n")
    #expect(root["b"]?["k"]?.scalar?.text == "1")
    #expect(root["b"]?["l"]?.scalar?.text == "3")
    #expect(root["c"]?["l"]?.scalar?.text == "2")
  }

  @Test func `a byte order mark and CRLF are read`() throws {
    let path = try write("a.yaml", "\u{FEFF}a: 1\r\nb: 2\r\n")
    let root = try ScenarioDocument(path: path).root
    #expect(root.entries?.map(\.key) == ["a", "b"])
  }

  // MARK: Limits

  @Test func `what is not there or not a file is said so`() throws {
    for (path, isMissing) in [("\(folder)/none.yaml", true), (folder, false)] {
      do throws(ScenarioError) {
        _ = try ScenarioDocument(path: path)
        Issue.record("\(path) was read")
      } catch {
        guard case .unreadable(let failure) = error else {
          Issue.record("\(error)")
          continue
        }
        #expect(failure.isMissing == isMissing)
      }
    }
  }

  @Test func `a file of 100 MB of brackets is refused unread`() throws {
    let path = "\(folder)/big.yaml"
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try handle.truncate(atOffset: 100 << 20)
    try handle.close()
    do throws(ScenarioError) {
      _ = try ScenarioDocument(path: path)
    } catch {
      #expect("\(error)".contains("more than the 4194304 that are read"))
    }
  }

  /// Every way to pile levels up, the plainest as large as a file may be.
  @Test(arguments: [
    "[", "{a: ", "- ", "? ", "[{a: ", "[? ", "(", "('", "((a: ", "\"", "&a [", "*a", "<<: ",
    "!!seq [",
  ])
  func `piled up levels end in an error, not in a crash`(piece: String) {
    let count = ((piece == "[" ? 4 : 1) << 20) / piece.utf8.count - 10
    let text = "a: 1\nb:\n  " + String(repeating: piece, count: count)
    #expect(problems(text).count <= 101)
  }

  @Test func `blocks indented ever deeper end in an error`() {
    var text = ""
    for level in 0..<2_500 { text += String(repeating: " ", count: level) + "a:\n" }
    #expect(problems(text) == ["nested deeper than 64 levels"])
  }

  @Test func `a chain of anchors cannot pile depth on depth`() {
    var text = "a0: &a0 [x]\n"
    for index in 1..<60 {
      text += "a\(index): &a\(index) "
      text += String(repeating: "[", count: 900) + "*a\(index - 1)"
      text += String(repeating: "]", count: 900) + "\n"
    }
    #expect(problems(text) == ["nested deeper than 64 levels"])
  }

  /// Texts and comments with signs that as structure would be refused in a file with anchors.
  @Test(arguments: [
    "scenario: \"Research &development\"\nnote: \"see {appendix}: page 3\"\nc: {t: {of: f}}",
    "f: &base {a: 1}\ng: *base\nnote: '目标能否实现? 见附件'",
    "# base {of all}: see below\nf: &base {a: 1} # ? [x]: y\ng: *base",
    "{\"s\": \"a <b>&amp; name</b>\", \"l\":\"it's; --, {x}: [y] # no\", \"m\": [\"? \", '*a: b']}",
    "f: &a 1\ng: 'it''s {a}: b'\nh: \"a \\\" {b}: c\"",
  ])
  func `texts and comments are no structure beside an anchor`(text: String) {
    #expect(problems(text) == [])
  }

  /// What only looks like a quote or a comment hides nothing.
  @Test(arguments: [
    ("k: &a 1\nx, 'y: [{b: 1}: c] #'", "a list or mapping as a key"),
    ("k: &a 1\nx {'y: [{b: 1}: c] #'", "a list or mapping as a key"),
    ("k: &a 1\nx: it 's\ny: [{b: 1}: c] #'", "a list or mapping as a key"),
    ("k: &a 1\nx: [#[\n 1]\ny, 'z: [{b: 1}: c] #'", "a list or mapping as a key"),
    ("k: &a 1\nx: |\n  y: [\nz, 'w: [{b: 1}: c] #'", "a list or mapping as a key"),
    ("k: &a 1\nx: \"y\\\n{b: 1}: c\"", "a list or mapping as a key"),
    ("k: &a 1\n# c\u{2028}*a : b", "an alias as a key"),
  ])
  func `structure is seen behind what looks like a text`(text: String, problem: String) {
    #expect(problems(text) == [problem])
  }

  @Test func `too many anchors and too many values are refused`() {
    let anchors = (0..<65).map { "a\($0): &a\($0) 1\n" }.joined()
    #expect(problems(anchors) == ["more than 64 anchors (`&name`)"])
    let many = "a: [" + String(repeating: "1,", count: 100_001) + "]"
    #expect(problems(many).first?.hasPrefix("the file has more than 100000 values") == true)
  }

  @Test func `an alias bomb costs next to nothing`() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for index in 1..<30 {
      let aliases = String(repeating: "*a\(index - 1), ", count: 10)
      text += "a\(index): &a\(index) [\(aliases)]\n"
    }
    let clock = ContinuousClock()
    var found: [String] = []
    let time = clock.measure { found = problems(text) }
    #expect(found.count == 1)
    #expect(time < .seconds(5))
  }

  // MARK: Inheritance

  @Test func `a file inherits keys and overrides them one by one`() throws {
    _ = try write("inner/base.yaml", "a: {x: 1, y: 2, z: 3}\nb: [1, 2]\nc: 3\n")
    let path = try write("top.yaml", "extends: inner/base.yaml\na: {y: 5, z: ~}\nb: [9]\nd: 4\n")
    let root = try ScenarioDocument(path: path).root
    #expect(root.entries?.map(\.key) == ["a", "b", "c", "d"])
    #expect(root["a"]?.entries?.map(\.key) == ["x", "y"])
    #expect(root["a"]?["y"]?.scalar?.text == "5")
    #expect(root["b"]?.elements?.count == 1)
    #expect(root["c"]?.place.file == "\(folder)/inner/base.yaml")
  }

  @Test
  func `a table replaces the values of an inherited history, and values are laid over values`()
    throws
  {
    _ = try write("inner/base.yaml", "indicators: {a: {history: {2015: 1, 2020: 2}}}\n")
    let table = try write(
      "table.yaml", "extends: inner/base.yaml\nindicators: {a: {history: {file: a.csv}}}\n")
    let history = try ScenarioDocument(path: table).root["indicators"]?["a"]?["history"]
    #expect(history?.entries?.map(\.key) == ["file"])
    let values = try write(
      "values.yaml", "extends: inner/base.yaml\nindicators: {a: {history: {2022: 3}}}\n")
    let longer = try ScenarioDocument(path: values).root["indicators"]?["a"]?["history"]
    #expect(longer?.entries?.map(\.key) == ["2015", "2020", "2022"])
  }

  @Test func `a file outside the folder is not inherited, through links neither`() throws {
    _ = try write("outside.yaml", "a: 1\n")
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/inner/link.yaml", withDestinationPath: folder + "/outside.yaml")
    for name in ["../outside.yaml", "link.yaml", "\(folder)/outside.yaml"] {
      let path = try write("inner/top.yaml", "waymark: 1\nextends: \(name)\n")
      do throws(ScenarioError) {
        _ = try Scenario(file: path)
        Issue.record("\(name) was inherited")
      } catch {
        #expect("\(error)".contains("is outside the folder of the scenario"))
      }
    }
  }

  @Test func `two files that extend each other are refused`() throws {
    _ = try write("one.yaml", "extends: two.yaml\n")
    let path = try write("two.yaml", "extends: one.yaml\n")
    do throws(ScenarioError) {
      _ = try Scenario(file: path)
    } catch {
      #expect("\(error)".contains("extends itself in a circle"))
      #expect("\(error)".contains("one.yaml:1:10"))
      guard case .invalid(let invalid) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(invalid.issues.count == 1)
    }
  }
}
