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

      Example:
        waymark schema > scenario.schema.json
      """,
      """
      编辑器知道它，就能补全并解释各个键。情景文件的第一行写明它：

        # yaml-language-server: $schema=scenario.schema.json

      示例：
        waymark schema > scenario.schema.json
      """)(.spoken))

  func run() throws { try Terminal.write(ScenarioSchema.bytes) }
}
