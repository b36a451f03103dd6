internal import ArgumentParser

struct CompletionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completion",
    abstract: "Prints a script with which a shell completes commands and options.",
    discussion: """
      Examples:
        waymark completion bash > ~/.local/share/bash-completion/completions/waymark
        waymark completion zsh > ~/.zfunc/_waymark
        waymark completion fish > ~/.config/fish/completions/waymark.fish
      """)

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

  @Argument(help: ArgumentHelp("The shell: bash, zsh or fish.", valueName: "shell"))
  var shell: Shell

  func run() throws { try Terminal.write(Waymark.completionScript(for: shell.parsers) + "\n") }
}
