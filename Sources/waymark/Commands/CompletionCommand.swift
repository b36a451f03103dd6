internal import ArgumentParser
internal import Wording

struct CompletionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completion",
    abstract: Phrase(
      "Prints a script with which a shell completes commands and options.",
      "输出让 shell 补全命令和选项的脚本。")(.spoken),
    discussion: Phrase(
      """
      Examples:
        waymark completion bash > ~/.local/share/bash-completion/completions/waymark
        waymark completion zsh > ~/.zfunc/_waymark
        waymark completion fish > ~/.config/fish/completions/waymark.fish
      """,
      """
      示例：
        waymark completion bash > ~/.local/share/bash-completion/completions/waymark
        waymark completion zsh > ~/.zfunc/_waymark
        waymark completion fish > ~/.config/fish/completions/waymark.fish
      """)(.spoken))

  /// The shells that there is a script for.
  enum Shell: String, ExpressibleByArgument, CaseIterable {
    case bash, zsh, fish

    /// The parser's name of it.
    var parsers: CompletionShell {
      switch self {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    }
  }

  @Argument(
    help: ArgumentHelp(
      Phrase("The shell: bash, zsh or fish.", "Shell：bash、zsh 或 fish。"), valueName: "shell"))
  var shell: Shell

  /// Only the whole program knows all of its commands.
  func run() throws { throw CompletionRequest(shell: shell.parsers) }
}
