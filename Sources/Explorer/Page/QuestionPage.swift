internal import Experiments
internal import Reports
internal import Tables
internal import Wording

/// The page where there is no plan yet: the questions of `ask` and of `init`.
struct QuestionPage {
  let language: Language
  /// What was answered, by the names of the fields.
  var given: [String: String] = [:]
  /// Why it would not do, below the form that it is about.
  var problem: (form: String, text: Phrase)?

  private func say(_ english: String, _ chinese: String) -> String {
    Phrase(english, chinese)(language)
  }

  /// The page.
  var html: String {
    let title = say("How likely is a growth target?", "增长目标有多大可能实现？")
    let other: (value: String, word: String) = language == .zh ? ("en", "English") : ("zh", "中文")
    return ExplorePage(language: language).page(
      title: title,
      """
      <form method="post" action="./"><header>
      <h1>\(title)</h1>
      <p class="tools"><button name="language" value="\(other.value)" lang="\(other.value)">\(other.word)</button></p>
      </header></form>
      <main class="questions">
      \(form(
        "ask", say("In one line", "一行提问"),
        [
          text(
            "question", say("What was observed, and last what is promised", "观测值，最后是目标"),
            "120@2015 405@2020 800@2025"), kinds("kind"),
          text("ceiling", say("A ceiling, if one is known (may be empty)", "上限（如已知，可空）"), "", false),
        ]))\(form(
          "init", say("Step by step", "逐项填写"),
          [
            text("indicator", say("What grows?", "增长的是什么？"), say("High-tech firms", "高新技术企业")),
            kinds("kind"), text("unit", say("In which unit? (may be empty)", "单位？（可空）"), "", false),
            text("first", say("A value and its date", "一个观测值及日期"), "120@2015"),
            text("second", say("A later one (may be empty)", "其后的一个（可空）"), "405@2020", true, isNeeded: false),
            text("target", say("What is to be reached?", "目标值？"), "800"),
            text("deadline", say("By when?", "何时达到？"), "2025"),
            text("source", say("Where do the numbers come from? (may be empty)", "数据来源？（可空）"), "", false),
          ]))</main>

      """)
  }

  private func form(_ name: String, _ title: String, _ fields: [String]) -> String {
    let refusal =
      problem?.form == name
      ? "<p class=\"problem\" role=\"alert\">\(Markup.escaped(problem?.text(language) ?? ""))</p>\n"
      : ""
    return """
      <form method="post" action="\(name)">
      <input type="hidden" name="language" value="\(language.rawValue)">
      <fieldset class="group"><legend>\(title)</legend>
      \(fields.joined())\(refusal)<p><button>\(say("Show me", "查看"))</button></p></fieldset>
      </form>

      """
  }

  private func text(
    _ name: String, _ label: String, _ example: String, _ isFilled: Bool = true,
    isNeeded: Bool? = nil
  ) -> String {
    let value = Markup.escaped(given[name] ?? (isFilled ? example : ""))
    return
      "<div class=\"field\"><label>\(Markup.escaped(label))\n<input type=\"text\" name=\"\(name)\""
      + " value=\"\(value)\" placeholder=\"\(Markup.escaped(example))\" maxlength=\"\(Move.longest)\""
      + "\(isNeeded ?? isFilled ? " required" : "")></label></div>\n"
  }

  private func kinds(_ name: String) -> String {
    let options = Question.kinds.map { kind in
      "<option value=\"\(kind)\"\(given[name] == kind ? " selected" : "")>"
        + "\(ModelWords.phrase(kind)(language))</option>"
    }.joined()
    return
      "<div class=\"field\"><label>\(say("What it is", "属于哪一类"))\n<select name=\"\(name)\">\(options)</select></label></div>\n"
  }
}
