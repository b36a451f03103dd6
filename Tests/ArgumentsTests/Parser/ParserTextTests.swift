import Arguments
import Testing

@Suite struct ParserTextTests {
  private func chinese(_ text: String, width: Int = 80) -> String {
    ParserText.chinese(text, width: width)
  }

  @Test(arguments: [
    ("Error: Unknown option '--sede'. Did you mean '--seed'?", "错误：没有选项“--sede”；是否指“--seed”？"),
    ("Error: Unknown option '--xyz'", "错误：没有选项“--xyz”"),
    ("Error: Missing value for '--seed <s>'", "错误：“--seed <s>”缺少值"),
    ("Error: Missing expected argument '<file>'", "错误：缺少参数“<file>”"),
    ("Error: Unexpected argument 'x'", "错误：多余的参数“x”"),
    ("Error: 2 unexpected arguments: 'x', 'y'", "错误：2 个多余的参数：“x”、“y”"),
    (
      "Error: The value 'x' is invalid for '--format <format>'. Please provide one of 'table', 'csv' or 'json'.",
      "错误：“x”不能用于“--format <format>”，可用的有“table”、“csv”、“json”"
    ),
    (
      "Error: The value '0' is invalid for '--paths <n>': 请写整数",
      "错误：“0”不能用于“--paths <n>”：请写整数"
    ),
    (
      "Error: The option '--quiet' does not take any value, but '1' was specified.",
      "错误：选项“--quiet”不带值，却给出了“1”"
    ),
    ("  See 'waymark run --help' for more information.", "  详见“waymark run --help”。"),
    ("Usage: waymark run [<options>] <file> ...", "用法：waymark run [<选项>] <file> ..."),
  ])
  func `a sentence of the parser is said in Chinese`(english: String, said: String) {
    #expect(chinese(english) == said)
  }

  @Test func `values and defaults of options are said in Chinese`() {
    #expect(
      chinese("  --format <format>       输出形式。 (values: table, csv; default: table)")
        == "  --format <format>       输出形式。（可选：table、csv；默认：table）")
    #expect(
      chinese("  --seed <s>              种子。 (default: 1)") == "  --seed <s>              种子。（默认：1）"
    )
    #expect(
      chinese("  --by <what>             分列。 (values: a, b)")
        == "  --by <what>             分列。（可选：a、b）")
    #expect(
      chinese("  -h, --help              Show help information.")
        == "  -h, --help              显示说明。")
  }

  @Test func `a long line goes on under what it means`() {
    #expect(
      chinese("  --cost <expression>     各取值的成本，用以求最省的组合，并给出区间。", width: 48)
        == """
          --cost <expression>     各取值的成本，用以求最
                                  省的组合，并给出区间。
        """)
  }

  @Test func `sentences go on in the next line, lists and commands do not`() {
    let text = """
      OVERVIEW: 预测。

      对每个序列给出 W1 和
      W2：中位数，
      区间。

      示例：
        waymark forecast firms.csv --time year --value count --group district --horizon 5
      """
    #expect(
      chinese(text, width: 40) == """
        简介：预测。

        对每个序列给出 W1 和 W2：中位数，区间。

        示例：
          waymark forecast firms.csv --time year --value count --group district --horizon 5
        """)
  }
}
