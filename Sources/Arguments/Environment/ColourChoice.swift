/// Whether what is printed may stand out by colour.
public enum ColourChoice {
  /// Decides by the terminal and by what the environment says.
  ///
  /// `NO_COLOR` (no-color.org) forbids it; `CLICOLOR_FORCE` asks for it even where output is no
  /// terminal; `CLICOLOR=0` and `TERM=dumb` forbid it on a terminal.
  ///
  /// - Parameters:
  ///   - environment: the variables by name.
  ///   - isTerminal: whether output goes to a terminal.
  /// - Returns: whether it may.
  public static func isColoured(environment: [String: String], isTerminal: Bool) -> Bool {
    func says(_ name: String) -> Bool { environment[name].map { !$0.isEmpty } ?? false }
    if says("NO_COLOR") { return false }
    if says("CLICOLOR_FORCE"), environment["CLICOLOR_FORCE"] != "0" { return true }
    return isTerminal && environment["CLICOLOR"] != "0" && environment["TERM"] != "dumb"
  }
}
