internal import Foundation
internal import Reports
internal import Tables
internal import Wording

/// The charts of a document as files: SVG, and PNG where a converter is installed.
struct ChartFiles {
  private let charts: [Chart]

  /// The converter of librsvg.
  private static let converter = "rsvg-convert"

  init(_ document: Document) {
    charts = document.sections.flatMap(\.items).compactMap { item in
      if case .chart(let chart) = item { chart } else { nil }
    }
  }

  /// Writes all charts.
  func write(to path: String) throws {
    guard !charts.isEmpty else {
      let hint = Phrase("--charts: this answer has no charts", "--charts：此答案没有图")
      Terminal.writeError(hint(.spoken))
      return
    }
    var folder = try OutputFolder(path)
    for chart in charts { try folder.add(chart.name + ".svg", Array(SVGRenderer.file(chart).utf8)) }
    try folder.commit()
    guard let converter = Self.path(of: Self.converter) else {
      let hint = Phrase(
        "--charts: SVG only; for PNG too install \(Self.converter) (Debian: librsvg2-bin)",
        "--charts：仅 SVG；如需 PNG，请安装 \(Self.converter)（Debian：librsvg2-bin）")
      Terminal.writeError(hint(.spoken))
      return
    }
    for chart in charts { try convert(PathParts.join(path, chart.name), by: converter) }
  }

  private func convert(_ stem: String, by converter: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: converter)
    process.arguments = ["--zoom", "2", "--output", stem + ".png", stem + ".svg"]
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure.Message(
        code: .inputOutput,
        text: Phrase(
          "\(stem).png: \(Self.converter) could not make it",
          "\(stem).png：\(Self.converter) 无法生成"))
    }
  }

  private static func path(of program: String) -> String? {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.map { "\($0)/\(program)" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }
}
