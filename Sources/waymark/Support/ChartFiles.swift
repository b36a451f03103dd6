internal import Reports
internal import Tables
internal import Wording

/// The charts of a document as files: SVG, and PNG where a converter is installed.
struct ChartFiles {
  private let charts: [Chart]

  init(_ document: Document) {
    charts = document.sections.flatMap(\.items).compactMap { item in
      if case .chart(let chart) = item { chart } else { nil }
    }
  }

  /// The most bytes of a file's name before its ending: systems take 255.
  private static let longestName = 200

  /// The names of the files without their endings; what is longer than a name can be is cut off and numbered.
  private var names: [String] {
    charts.enumerated().map { number, chart in
      guard chart.name.utf8.count > Self.longestName else { return chart.name }
      var name = String.UnicodeScalarView()
      var bytes = 0
      for scalar in chart.name.unicodeScalars {
        bytes += UTF8.width(scalar)
        guard bytes <= Self.longestName else { break }
        name.append(scalar)
      }
      return "\(String(name))-\(number + 1)"
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
    let files = zip(names, charts).map { (name: $0, svg: Array(SVGRenderer.file($1).utf8)) }
    for (name, svg) in files { try folder.add(name + ".svg", svg) }
    try folder.commit()
    guard let converter = PictureConverter() else {
      let hint = Phrase(
        "--charts: SVG only; for PNG too install \(PictureConverter.name) (Debian: librsvg2-bin)",
        "--charts：仅 SVG；如需 PNG，请安装 \(PictureConverter.name)（Debian：librsvg2-bin）")
      Terminal.writeError(hint(.spoken))
      return
    }
    var pictures = try OutputFolder(path)
    for (name, svg) in files {
      let picture = name + ".png"
      try pictures.add(picture, converter.png(svg, for: PathParts.join(path, picture)))
    }
    try pictures.commit()
  }
}
