internal import ArgumentParser
internal import Schema
internal import Wording

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: Phrase(
      "Prints the JSON Schema of scenario files, for editors.",
      "输出情景文件的 JSON Schema，供编辑器使用。")(.spoken),
    discussion: Phrase(
      """
      An editor that knows it completes keys and explains them. The first line of a scenario names it:

        # yaml-language-server: $schema=scenario.schema.json

      --document prints that of what commands write: report.json, and the rows of --format json.

      Examples:
        waymark schema > scenario.schema.json
        waymark schema --document > document.schema.json
      """,
      """
      编辑器知道它，就能补全并解释各个键。情景文件的第一行写明它：

        # yaml-language-server: $schema=scenario.schema.json

      --document 输出各命令所写内容的 JSON Schema：report.json，以及 --format json 的各行。

      示例：
        waymark schema > scenario.schema.json
        waymark schema --document > document.schema.json
      """)(.spoken))

  @Flag(
    help: ArgumentHelp(
      Phrase("That of the JSON that commands write.", "各命令所写 JSON 的 Schema。")))
  var document = false

  func run() throws {
    try Terminal.write(document ? DocumentSchema.bytes : ScenarioSchema.bytes)
  }
}
