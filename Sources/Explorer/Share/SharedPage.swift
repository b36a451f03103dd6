internal import Reports
internal import Tables
internal import Wording

/// The page of a plan that is given away: sliders, what comes of each of their places, and what the file
/// itself rests on.
struct SharedPage {
  let title: String
  let language: Language
  /// The paths of each setting.
  let paths: Int
  /// What no slider moves.
  let file: Document

  private func say(_ english: String, _ chinese: String) -> String {
    Phrase(english, chinese)(language)
  }

  /// The page.
  ///
  /// - Parameters:
  ///   - grid: the settings.
  ///   - answers: what came of each of them.
  ///   - leftOut: the levers that stay as the file has them.
  /// - Returns: a page that needs no other file and no network.
  func html(_ grid: SettingGrid, _ answers: [SettingAnswer], leftOut: [String]) -> String {
    let summary = PieceTable(answers.map { ExplorePage(language: language).summary($0.shares) })
    let documents = Document.withCommonHeights(answers.map(\.document))
    let now = PieceTable(documents.map { HTMLRenderer.sections(of: $0, isForPhones: false) })
    let style = String(decoding: PageFiles.css, as: UTF8.self)
    let script = String(decoding: PageFiles.sharedScript, as: UTF8.self)
    let policy =
      "default-src 'none'; style-src '\(SHA256.source(of: style))'; "
      + "script-src '\(SHA256.source(of: script))'; base-uri 'none'; form-action 'none'"
    return """
      <!DOCTYPE html>
      <html lang="\(language == .zh ? "zh-CN" : "en")">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(Markup.escaped(title))</title>
      <style>\(style)</style>
      </head>
      <body>
      <div id="plan">
      <header>
      <h1>\(Markup.escaped(title))</h1>
      </header>
      <p id="status" class="unseen" role="status"></p>
      <div id="summary">\(summary[grid.own])</div>
      <div id="columns">
      <div id="controls" class="given">
      \(controls(grid, leftOut: leftOut))</div>
      <main>
      <p id="note">\(note(grid, answers))</p>
      <div id="now">\(now[grid.own])</div>
      <div id="file">
      <p>\(say("From here on: the plan as its file has it, which the sliders do not move.", "以下为情景文件本身的内容，不随滑块变化。"))</p>
      \(HTMLRenderer.sections(of: file, part: "file-"))</div>
      </main>
      </div>
      </div>
      <script type="application/json" id="settings">
      {"parts": {
      "summary": \(json(summary)),
      "now": \(json(now))}}
      </script>
      <script>\(script)</script>
      </body>
      </html>

      """
  }

  // MARK: Controls

  private func controls(_ grid: SettingGrid, leftOut: [String]) -> String {
    guard !grid.axes.isEmpty else { return "" }
    let fields = grid.axes.enumerated().map { field($1, "c\($0)") }.joined()
    let others = leftOut.joined(separator: say(", ", "、"))
    let rest =
      leftOut.isEmpty
      ? ""
      : "<p class=\"tools\">\(Markup.escaped(say("As in the file: \(others)", "同文件：\(others)")))</p>\n"
    return """
      <fieldset class="group"><legend>\(say("What is ours to choose", "可选择的措施"))</legend>
      \(fields)\(rest)<p class="tools"><button id="back" type="button" hidden>\(say("As the file has it", "回到文件的设定"))</button></p>
      <noscript><p class="tools">\(say("With scripts the values can be moved.", "启用脚本后可移动数值。"))</p></noscript>
      </fieldset>

      """
  }

  private func field(_ axis: SettingGrid.Axis, _ id: String) -> String {
    let texts = axis.values.map { Markup.escaped(axis.text(of: $0)(language)) }
    let options = texts.enumerated().map { "<option value=\"\($0)\" label=\"\($1)\"></option>" }
    return """
      <div class="field"><label for="\(id)">\(Markup.escaped(axis.label)) \
      <small>\(say("\(texts.count) values from \(texts[0]) to \(texts[texts.count - 1])", "\(texts[0]) 至 \(texts[texts.count - 1])，共 \(texts.count) 个取值"))</small></label>
      <output for="\(id)">\(texts[axis.own])</output>
      <input id="\(id)" type="range" min="0" max="\(texts.count - 1)" step="1" value="\(axis.own)" \
      list="\(id)-values" aria-valuetext="\(texts[axis.own])" hidden>
      <datalist id="\(id)-values">\(options.joined())</datalist></div>

      """
  }

  // MARK: Words

  /// What was computed, and what the numbers do not say.
  private func note(_ grid: SettingGrid, _ answers: [SettingAnswer]) -> String {
    let (settings, count) = (
      PlainNumber.whole(Double(grid.count), language), PlainNumber.whole(Double(paths), language)
    )
    let error = answers.compactMap(\.error).max().map {
      let most = PlainNumber.percent($0, digits: 2)
      return say(
        " Simulation error of the probabilities: at most ± \(most), which is not the doubt about the world.",
        "概率的模拟误差至多 ± \(most)，这并非对现实的不确定程度。")
    }
    return say(
      "Computed before, at \(settings) settings of \(count) paths each, all on the same random numbers; the "
        + "sliders stop at these.",
      "事先计算：\(settings) 个设定，各 \(count) 条路径，全部用同一组随机数；滑块只停在这些设定上。") + (error ?? "")
  }

  // MARK: Data

  private func json(_ table: PieceTable) -> String {
    let pieces = table.pieces.map { JSONText.quoted($0).replacing("</", with: "<\\/") }
    let texts = table.texts.map { "[\($0.map(String.init).joined(separator: ","))]" }
    return "{\"pieces\": [\n\(pieces.joined(separator: ",\n"))],\n\"settings\": [\n"
      + "\(texts.joined(separator: ",\n"))]}"
  }
}
