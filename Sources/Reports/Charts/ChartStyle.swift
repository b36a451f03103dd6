/// How charts look: colours that people tell apart whatever their eyes (Okabe and Ito 2008, *Color
/// Universal Design*), as classes, so that a page can change them with its own light.
enum ChartStyle {
  /// The colours of a chart, for paper or a light screen, or for a dark one.
  struct Palette {
    let ground, text, faint, grid: String
    /// From the outermost band to the innermost.
    let bands: [String]
    /// The line that matters first.
    let lines: [String]
    let goal: String
  }

  static let light = Palette(
    ground: "#ffffff", text: "#1b2733", faint: "#55626f", grid: "#e2e7ec",
    bands: ["#dbe9f4", "#b4d2e7", "#7fb2d6"],
    lines: ["#005a8f", "#d55e00", "#009e73", "#cc79a7", "#b07c00", "#3f8fc0"], goal: "#b3261e")

  static let dark = Palette(
    ground: "#12181f", text: "#e8edf2", faint: "#a7b3bf", grid: "#2b3641",
    bands: ["#1b3345", "#24506f", "#31739f"],
    lines: ["#9fd2f5", "#ff9e57", "#4fd6ae", "#e7a3ca", "#f0c04f", "#6fb7e6"], goal: "#ff8a80")

  /// From no share to all, the same on every ground, for what is written on them is either dark or white.
  private static let shares = [
    "#f1f6fa", "#dbe9f4", "#c3dbec", "#a6cae3", "#84b6d8", "#4f8fbf", "#35779f", "#1f6092",
    "#0b4a7a", "#00345c",
  ]

  /// The style sheet of a palette.
  static func css(_ palette: Palette) -> String {
    var lines = [
      ".wm-ground{fill:\(palette.ground)}",
      ".wm-text{fill:\(palette.text)}",
      ".wm-faint{fill:\(palette.faint)}",
      ".wm-grid{stroke:\(palette.grid);stroke-width:1}",
      ".wm-axis{stroke:\(palette.faint);stroke-width:1}",
      ".wm-observed{fill:\(palette.text);stroke:\(palette.ground);stroke-width:1}",
      ".wm-goal{stroke:\(palette.goal);stroke-width:1.5;stroke-dasharray:6 4;fill:none}",
      ".wm-goal-mark{stroke:\(palette.goal);stroke-width:2;fill:\(palette.ground)}",
      ".wm-moment{stroke:\(palette.faint);stroke-width:1;stroke-dasharray:2 3}",
      ".wm-doubt{stroke:\(palette.text);stroke-width:1.5;fill:none}",
      ".wm-edge{stroke:\(palette.text);stroke-width:2;fill:none}",
      ".wm-edge-fine{stroke:\(palette.text);stroke-width:2;stroke-dasharray:3 3;fill:none}",
    ]
    for (number, colour) in palette.bands.enumerated() {
      lines.append(".wm-band\(number){fill:\(colour)}")
    }
    for (number, colour) in palette.lines.enumerated() {
      lines.append(".wm-line\(number){stroke:\(colour);fill:none}")
      lines.append(".wm-bar\(number){fill:\(colour)}")
    }
    for (number, colour) in shares.enumerated() {
      lines.append(".wm-share\(number){fill:\(colour)}")
    }
    lines += [".wm-on-light{fill:#1b2733}", ".wm-on-dark{fill:#ffffff}"]
    return lines.joined()
  }

  /// The number of a colour, which come round again.
  static func colour(_ number: Int) -> Int { number % light.lines.count }

  /// Dashes of a line, so that lines differ on grey paper.
  static func dashes(_ number: Int) -> String? {
    [nil, "7 3", "2 3", "9 3 2 3", "4 4", "12 4"][number % 6]
  }
}
