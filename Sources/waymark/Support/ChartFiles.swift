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

  /// Writes all charts.
  func write(to path: String) throws {
    guard !charts.isEmpty else {
      let hint = Phrase("--charts: this answer has no charts", "--charts：此答案没有图")
      Terminal.writeError(hint(.spoken))
      return
    }
    var folder = try OutputFolder(path)
    let files = charts.map { (name: $0.name, svg: Array(SVGRenderer.file($0).utf8)) }
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
