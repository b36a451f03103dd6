internal import Tables

/// The elements of an SVG picture, in the order in which they are drawn.
struct SVGCanvas {
  let width, height: Double
  private var elements: [String] = []

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  /// Where a text stands about its place.
  enum Anchor: String {
    case start, middle, end
  }

  mutating func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, style: String, title: String? = nil
  ) {
    let shape =
      "<rect class=\"\(style)\" x=\"\(number(x))\" y=\"\(number(y))\""
      + " width=\"\(number(max(0, width)))\" height=\"\(number(max(0, height)))\""
    elements.append(closed(shape, "rect", title))
  }

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, style: String) {
    elements.append(
      "<line class=\"\(style)\" x1=\"\(number(x1))\" y1=\"\(number(y1))\""
        + " x2=\"\(number(x2))\" y2=\"\(number(y2))\"/>")
  }

  mutating func polyline(
    _ points: [(x: Double, y: Double)], style: String, width: Double, dashes: String? = nil
  ) {
    let dash = dashes.map { " stroke-dasharray=\"\($0)\"" } ?? ""
    elements.append(
      "<polyline class=\"\(style)\" stroke-width=\"\(number(width))\"\(dash)"
        + " stroke-linejoin=\"round\" points=\"\(list(points))\"/>")
  }

  mutating func polygon(_ points: [(x: Double, y: Double)], style: String) {
    elements.append("<polygon class=\"\(style)\" points=\"\(list(points))\"/>")
  }

  mutating func circle(
    _ x: Double, _ y: Double, _ radius: Double, style: String, title: String? = nil,
    data: [(name: String, value: String)] = []
  ) {
    let shape =
      "<circle class=\"\(style)\" cx=\"\(number(x))\" cy=\"\(number(y))\" r=\"\(number(radius))\""
      + data.map { " data-\($0.name)=\"\(Markup.escaped($0.value))\"" }.joined()
    elements.append(closed(shape, "circle", title))
  }

  mutating func text(
    _ text: String, _ x: Double, _ y: Double, style: String = "wm-text", anchor: Anchor = .start,
    size: Double = 13, isBold: Bool = false, isTurned: Bool = false
  ) {
    let turn = isTurned ? " transform=\"rotate(-90 \(number(x)) \(number(y)))\"" : ""
    elements.append(
      "<text class=\"\(style)\" x=\"\(number(x))\" y=\"\(number(y))\" font-size=\"\(number(size))\""
        + (anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\"")
        + (isBold ? " font-weight=\"600\"" : "") + turn + ">\(Markup.escaped(text))</text>")
  }

  /// The picture as an element of a page or, with a style sheet, as a file of its own.
  ///
  /// - Parameters:
  ///   - id: distinguishes it from others on the page.
  ///   - style: its class, where it has one.
  ///   - title: its message.
  ///   - description: what it shows, in words.
  ///   - css: its own style sheet, where the page has none.
  /// - Returns: the element.
  func svg(
    id: String, style: String?, title: String, description: String, css: String?
  ) -> String {
    let (w, h) = (number(width), number(height))
    let own = style.map { " class=\"\($0)\"" } ?? ""
    let sheet = css.map {
      "<style>\($0)</style>\n<rect class=\"wm-ground\" width=\"\(w)\" height=\"\(h)\"/>\n"
    }
    return
      "<svg\(own) xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(w) \(h)\" width=\"\(w)\""
      + " height=\"\(h)\" font-family=\"\(SVGCanvas.fonts)\" role=\"img\""
      + " aria-labelledby=\"\(id)-title \(id)-desc\">\n"
      + "<title id=\"\(id)-title\">\(Markup.escaped(title))</title>\n"
      + "<desc id=\"\(id)-desc\">\(Markup.escaped(description))</desc>\n" + (sheet ?? "")
      + elements.joined(separator: "\n") + "\n</svg>\n"
  }

  /// Fonts that most machines have one of, with Chinese characters.
  static let fonts =
    "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC',"
    + " 'Microsoft YaHei', sans-serif"

  /// The width of a text about, where a Chinese character is as wide as it is high.
  static func width(_ text: String, size: Double = 13) -> Double {
    Double(TextWidth.cells(text)) * 0.56 * size
  }

  private func list(_ points: [(x: Double, y: Double)]) -> String {
    points.map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
  }

  private func closed(_ shape: String, _ name: String, _ title: String?) -> String {
    title.map { "\(shape)><title>\(Markup.escaped($0))</title></\(name)>" } ?? shape + "/>"
  }

  private func number(_ value: Double) -> String { DecimalNumber.text((value * 10).rounded() / 10) }
}
