internal import Experiments
internal import Reports
internal import Tables
internal import Wording

/// The page of a plan as HTML: a form that works without a script, and what came of it.
struct ExplorePage {
  let language: Language

  func say(_ english: String, _ chinese: String) -> String { Phrase(english, chinese)(language) }

  /// A whole page.
  ///
  /// - Parameters:
  ///   - title: what it is about.
  ///   - body: its elements.
  /// - Returns: the page.
  func page(title: String, _ body: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="\(language == .zh ? "zh-CN" : "en")">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(Markup.escaped(title))</title>
    <link rel="icon" href="icon.svg">
    <link rel="stylesheet" href="explore.css">
    <script src="explore.js" defer></script>
    </head>
    <body>
    \(body)</body>
    </html>

    """
  }

  /// The page of a plan.
  ///
  /// - Parameters:
  ///   - session: the plan.
  ///   - move: where it is.
  ///   - answer: what came of it.
  ///   - isAsked: whether the plan came of questions, so that others can be asked.
  /// - Returns: the page.
  func plan(
    _ session: PlanSession, _ move: Move, _ answer: ExploreAnswer, isAsked: Bool
  ) -> String {
    page(
      title: session.scenario.title,
      """
      <form id="plan" method="post" action="./" autocomplete="off">
      <header>
      <h1>\(Markup.escaped(session.scenario.title))</h1>
      \(languages)</header>
      <div id="problem" role="alert">\(answer.problem)</div>
      <p id="status" class="unseen" role="status"></p>
      <div id="summary">\(answer.summary)</div>
      <div id="columns">
      <div id="controls">\(controls(session, move))</div>
      <main>
      <p id="note">\(answer.note)</p>
      \(answer.isFirst ? first : "")\
      <div id="now">\(answer.now)</div>
      <div id="compared">\(answer.compared)</div>
      \(files(session, answer, isAsked: isAsked))</main>
      </div>
      </form>

      """)
  }

  /// For whoever has no scripts: what a page that is asked for shows at once, and how to have all.
  private var first: String {
    "<noscript><p>"
      + say(
        "So far the first paths only, of this case alone: Compute runs them all, beside the other cases.",
        "目前只用了最前面的路径，且仅此情景：按“计算”运行全部路径，并与其他情景并列。") + "</p></noscript>\n"
  }

  private var languages: String {
    let other: (value: String, word: String) = language == .zh ? ("en", "English") : ("zh", "中文")
    return """
      <p class="tools"><input type="hidden" name="language" value="\(language.rawValue)">
      <button name="language" value="\(other.value)" lang="\(other.value)">\(other.word)</button></p>

      """
  }

  // MARK: Controls

  /// All that can be moved.
  func controls(_ session: PlanSession, _ move: Move) -> String {
    let controls = session.controls(in: move.caseName)
    let places = Dictionary(
      controls.controls.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { a, _ in a })
    let groups = Control.Group.allCases.compactMap { group -> String? in
      let own = controls.controls.filter { $0.group == group }
      guard !own.isEmpty else { return nil }
      let fields = self.fields(own, move, places)
      let isMoved = own.contains { move.values[$0.id] != nil }
      guard group.isShown || isMoved else {
        return "<details class=\"group\"><summary>\(name(group))</summary>\n\(fields)</details>\n"
      }
      return group.isShown
        ? "<fieldset class=\"group\"><legend>\(name(group))</legend>\n\(fields)</fieldset>\n"
        : "<details class=\"group\" open><summary>\(name(group))</summary>\n\(fields)</details>\n"
    }
    return tools(session, controls) + groups.joined()
  }

  private func tools(_ session: PlanSession, _ controls: PlanControls) -> String {
    let options = session.scenario.cases.map { item in
      let isChosen = item.name == controls.caseName ? " selected" : ""
      return "<option value=\"\(Markup.escaped(item.name))\"\(isChosen)>"
        + "\(Markup.escaped(item.remarks.label ?? item.name))</option>"
    }.joined()
    let off = session.canUndo ? "" : " disabled"
    return """
      <p class="tools">
      <input type="hidden" name="at" value="\(Markup.escaped(controls.caseName))">
      <label for="case">\(say("Begin with the case", "从情景开始"))</label>
      <select id="case" name="case">\(options)</select>
      <button class="plain">\(say("Compute", "计算"))</button>
      <button id="undo" formaction="undo"\(off)>\(say("Undo", "撤销"))</button>
      <button id="reset" formaction="reset">\(say("As the file has it", "回到文件的设定"))</button>
      </p>

      """
  }

  private func name(_ group: Control.Group) -> String {
    switch group {
    case .levers: say("What is ours to choose", "可选择的措施")
    case .targets: say("What is promised", "目标")
    case .observations: say("What was observed since", "新的观测值")
    case .growth: say("How it grows", "增长模型")
    case .uncertainties: say("What is uncertain", "不确定量")
    }
  }

  /// Controls one after the other; those of one thing under its name.
  private func fields(_ controls: [Control], _ move: Move, _ places: [String: Int]) -> String {
    var html = ""
    var label = ""
    // What is seen only by whoever asks for more stands behind the rest of its thing.
    var further = ""
    var isOpen = false
    func endFurther() {
      guard !further.isEmpty else { return }
      html +=
        "<details class=\"group-more\"\(isOpen ? " open" : "")><summary>\(say("More observations", "更多观测值"))</summary>\n"
        + further + "</details>\n"
      (further, isOpen) = ("", false)
    }
    for control in controls {
      let value = move.values[control.id] ?? control.initial
      let number = places[control.id] ?? 0
      let isOfPair = controls.count { $0.label == control.label } > 1
      if control.label != label { endFurther() }
      if isOfPair, control.label != label {
        html += "<p class=\"of\">\(Markup.escaped(control.label))</p>\n"
      }
      label = control.label
      let field = field(control, value, number, isOfPair: isOfPair)
      if control.isFurther { further += field } else { html += field }
      if control.isFurther, move.values[control.id] != nil { isOpen = true }
    }
    endFurther()
    return html
  }

  private func field(
    _ control: Control, _ value: String, _ number: Int, isOfPair: Bool
  ) -> String {
    let id = "c\(number)"
    let name = Markup.escaped(control.id)
    let hint = Markup.escaped(control.hint(language))
    let label =
      isOfPair
      ? "<label for=\"\(id)\"><span class=\"unseen\">\(Markup.escaped(control.label)): </span>\(hint)</label>"
      : "<label for=\"\(id)\">\(Markup.escaped(control.label)) <small>\(hint)</small></label>"
    guard control.choices.isEmpty else {
      let options = control.choices.map { choice in
        "<option value=\"\(Markup.escaped(choice.value))\"\(choice.value == value ? " selected" : "")>"
          + "\(Markup.escaped(choice.label(language)))</option>"
      }.joined()
      return
        "<div class=\"field\">\(label)\n<select id=\"\(id)\" name=\"\(name)\">\(options)</select></div>\n"
    }
    let slider = control.slider.map { slider in
      slider.texts.isEmpty
        ? " data-low=\"\(SliderNumber.text(slider.low))\" data-high=\"\(SliderNumber.text(slider.high))\""
          + " data-step=\"\(SliderNumber.text(slider.step))\" data-suffix=\"\(Markup.escaped(slider.suffix))\""
        : " data-texts=\"\(Markup.escaped(slider.texts.joined(separator: "|")))\""
    }
    return "<div class=\"field\">\(label)\n<input id=\"\(id)\" name=\"\(name)\" type=\"text\""
      + " value=\"\(Markup.escaped(value))\" maxlength=\"\(Move.longest)\" spellcheck=\"false\""
      + "\(slider ?? "")></div>\n"
  }

  // MARK: Files

  private func files(
    _ session: PlanSession, _ answer: ExploreAnswer, isAsked: Bool
  ) -> String {
    let again =
      isAsked
      ? "<button formaction=\"again\">\(say("Ask something else", "另提问题"))</button>\n" : ""
    return """
      <section>
      <h2>\(say("Keep it", "保存"))</h2>
      <p class="tools"><label for="keep">\(say("Keep it as the case", "存为情景"))</label>
      <input id="keep" name="keep" type="text" value="\(Markup.escaped(session.exploredName))" maxlength="60" \
      spellcheck="false">
      <button formaction="keep">\(say("Write the file", "写入文件"))</button></p>
      <p id="kept" role="status"></p>
      <p class="tools">\(say("Download", "下载"))
      <button formaction="report">\(say("Report", "报告"))</button>
      <button formaction="tables">CSV</button>
      <button formaction="scenario">\(say("Scenario", "情景文件"))</button>
      \(again)</p>
      <details><summary>\(say("The file that says so", "对应的文件"))</summary>
      <pre id="text">\(Markup.escaped(answer.text))</pre></details>
      </section>

      """
  }

  // MARK: Answers

  /// The probabilities in short, which stay in view.
  ///
  /// - Parameters:
  ///   - shares: what a target is called, its probability as it is said, and the number.
  ///   - spans: between what the growth models lie, by what a target is called.
  /// - Returns: a list.
  func summary(
    _ shares: [(name: String, text: String, share: Double)], spans: [String: String] = [:]
  ) -> String {
    guard !shares.isEmpty else { return "" }
    let more = shares.count - Self.mostShares
    let items = shares.prefix(Self.mostShares).map { item in
      "<li><span class=\"name\">\(Markup.escaped(item.name))</span> <strong>\(Markup.escaped(item.text))"
        + "</strong>\(spans[item.name].map { " <small>\(Markup.escaped($0))</small>" } ?? "")\n<svg class=\"bar\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\""
        + " aria-hidden=\"true\"><rect width=\"\(Int((item.share * 1000).rounded()))\" height=\"8\""
        + " transform=\"scale(0.1 1)\"/></svg></li>\n"
    }
    let rest = more > 0 ? "<li>\(say("and \(more) more below", "另有 \(more) 个见下"))</li>\n" : ""
    return "<ul>\n\(items.joined())\(rest)</ul>\n"
  }

  /// More targets than this have their probabilities below only.
  private static let mostShares = 6

  /// What is wrong with a move, in the words of the file.
  func problem(_ statements: [Phrase]) -> String {
    guard !statements.isEmpty else { return "" }
    let items = statements.prefix(5).map { "<li>\(Markup.escaped($0(language)))</li>\n" }.joined()
    return
      "<p>\(say("This cannot be; what stands below is as it was before:", "此设定不成立；下面仍是之前的结果："))</p>\n<ul>\n\(items)</ul>\n"
  }

  /// How many paths answered.
  func note(paths: Int, of all: Int) -> String {
    let shown = PlainNumber.whole(Double(paths), language)
    guard paths < all else {
      return say(
        "\(shown) paths, the same random numbers for every move.", "\(shown) 条路径，每次移动都用同一组随机数。")
    }
    let rest = PlainNumber.whole(Double(all), language)
    return say(
      "\(shown) paths while something moves, \(rest) when it rests; the same random numbers for every move.",
      "移动时用 \(shown) 条路径，静止后用 \(rest) 条；每次移动都用同一组随机数。")
  }
}

extension Control.Group {
  /// Whether it stands open from the beginning.
  fileprivate var isShown: Bool { self == .levers || self == .targets }
}

/// What came of a move, part by part of the page.
struct ExploreAnswer {
  /// The probabilities in short.
  var summary = ""
  /// What they are made of.
  var shares: [(name: String, text: String, share: Double)] = []
  /// The explored case.
  var now = ""
  /// What others say; nothing while something moves.
  var compared = ""
  /// How many paths answered.
  var note = ""
  /// What is wrong with the move.
  var problem = ""
  /// Whether it is what a page begins with, before all paths are run.
  var isFirst = false

  /// The answer with what others say.
  func beside(_ compared: ComparedPart, _ language: Language) -> ExploreAnswer {
    var whole = self
    whole.compared = compared.html
    if !compared.spans.isEmpty {
      whole.summary = ExplorePage(language: language).summary(shares, spans: compared.spans)
    }
    return whole
  }

  /// The probabilities as a sentence, for whoever listens.
  var said = ""
  /// The file that says where the plan is.
  var text = ""
}

/// What a page says beside the explored case.
struct ComparedPart {
  /// The cases and the growth models.
  var html = ""
  /// Between what the growth models lie, by what a target is called.
  var spans: [String: String] = [:]
}
