internal import ArgumentParser
internal import Schema

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the JSON Schema of scenario files, for editors.",
    discussion: """
      An editor that knows it completes keys and explains them. The first line of a scenario names it:

        # yaml-language-server: $schema=scenario.schema.json

      Example:
        waymark schema > scenario.schema.json
      """)

  func run() throws { try Terminal.write(ScenarioSchema.bytes) }
}
