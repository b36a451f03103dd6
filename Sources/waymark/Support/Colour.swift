internal import Arguments
internal import Foundation
internal import Reports

extension Terminal {
  /// Whether headings and probabilities stand out.
  ///
  /// They do on a terminal, and as `NO_COLOR` and `CLICOLOR_FORCE` say; what is piped has no escape
  /// codes.
  static var isColoured: Bool {
    ColourChoice.isColoured(
      environment: ProcessInfo.processInfo.environment,
      isTerminal: outputIsTerminal)
  }

  /// How documents look here.
  static var renderer: PlainRenderer { PlainRenderer(width: width, isColoured: isColoured) }
}
