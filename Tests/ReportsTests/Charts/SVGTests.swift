import Reports
import Testing

@Suite struct SVGTests {
  private func chart(_ marks: [Plot.Mark], title: String = "A title") -> Chart {
    Chart(
      name: "a/b c", title: title, description: "What it <shows>",
      .plot(
        Plot(
          x: Axis.periods(["2020", "2021", "2022"], perYear: 1, firstInYear: 0),
          y: Axis(title: "firms", covering: [0, 100]) { "\($0)" }, marks: marks)))
  }

  /// The numbers of an attribute of the first element of a kind and class.
  private func numbers(
    _ name: String, of style: String, _ kind: String, in svg: String
  ) -> [Double] {
    guard
      let element = svg.components(separatedBy: "<\(kind) class=\"\(style)\"").dropFirst().first,
      let text = element.components(separatedBy: " \(name)=\"").dropFirst().first
    else { return [] }
    return text.prefix { $0 != "\"" }.split { $0 == " " || $0 == "," }.compactMap { Double($0) }
  }

  @Test func `a point stands where its axes say`() {
    let svg = SVGRenderer.file(
      chart([
        .line([Plot.Point(0, 0), Plot.Point(1, 50), Plot.Point(2, 100)], number: 0, label: ""),
        .goal(Plot.Point(1, 50), label: "half"),
      ]))
    let line = numbers("points", of: "wm-line0", "polyline", in: svg)
    #expect(line.count == 6)
    // Half way in time and in height.
    #expect(abs(line[2] - (line[0] + line[4]) / 2) <= 0.1)
    #expect(abs(line[3] - (line[1] + line[5]) / 2) <= 0.1)
    #expect(line[1] > line[5], "more is higher")
    #expect(numbers("cx", of: "wm-goal-mark", "circle", in: svg) == [line[2]])
    #expect(numbers("cy", of: "wm-goal-mark", "circle", in: svg) == [line[3]])
  }

  @Test func `a goal can be taken by hand where a script moves it, and nowhere else`() {
    let goals = chart([
      .goal(Plot.Point(1, 50), label: "half", of: "a \"b\""), .goal(Plot.Point(2, 60), label: ""),
    ])
    let document = Document(title: "d", language: .en, [Document.Section([.chart(goals)])])
    #expect(!HTMLRenderer.page(document).contains("wm-grip\""))
    #expect(!SVGRenderer.file(goals).contains("wm-grip"))
    let html = HTMLRenderer.sections(of: document, hasGrips: true)
    #expect(html.components(separatedBy: "wm-grip").count == 3)
    #expect(html.contains("data-goal=\"a &quot;b&quot;\" data-amount=\"50.0\""))
    // A hand that moves by the height of one unit moves the goal by one unit.
    let perPixel = numbers("data-per-pixel", of: "wm-grip", "circle", in: html)
    let places = ["wm-grip", "wm-goal-mark"].map { numbers("cy", of: $0, "circle", in: html) }
    #expect(places[0] == places[1])
    #expect(perPixel == [100.0 / 300])
  }

  @Test func `what leaves the picture has a row of its own where the unit is in its place`() {
    func heights(_ unit: String, _ label: String) -> (
      unit: [Double], beyond: [Double], axis: [Double]
    ) {
      let chart = Chart(
        name: "a", title: "A title", description: "",
        .plot(
          Plot(
            x: Axis.periods(["2020", "2021"], perYear: 1, firstInYear: 0),
            y: Axis(title: unit, covering: [0, 100]) { "\($0)" },
            marks: [
              .line([Plot.Point(0, 0), Plot.Point(1, 100)], number: 0, label: ""),
              .beyond(Plot.Point(1, 500), label: label),
            ])))
      let svg = SVGRenderer.file(chart)
      func y(_ text: String) -> [Double] {
        let before = svg.components(separatedBy: ">\(text)<").first ?? ""
        let element = before.components(separatedBy: "<text").last ?? ""
        let number = element.components(separatedBy: " y=\"").dropFirst().first ?? ""
        return Double(number.prefix { $0 != "\"" }).map { [$0] } ?? []
      }
      let points = numbers("points", of: "wm-line0", "polyline", in: svg)
      return (y(unit), y("▲ " + label), [points[3]])
    }
    let near = heights("km", "up to 500")
    // Beside each other on one line, above the axis.
    #expect(near.beyond[0] - near.unit[0] == 6)
    let long = String(repeating: "long label ", count: 14)
    let far = heights(String(repeating: "unit ", count: 6) + "end", long + "end")
    #expect(far.beyond[0] - far.unit[0] >= 13 && far.axis[0] - far.beyond[0] >= 9)
  }

  @Test func `what leaves the picture is cut at its edge, and what is no number is left out`()
    throws
  {
    let svg = SVGRenderer.file(
      chart([
        .band(
          [Plot.Extent(0, 0, 1e9), Plot.Extent(1, .nan, 5), Plot.Extent(2, 0, 100)], shade: 0,
          label: "")
      ]))
    let band = numbers("points", of: "wm-band0", "polygon", in: svg)
    try #require(band.count == 8)
    #expect(band[1] == band[3], "far above is as high as the top")
  }

  @Test func `how far a band goes is said where it leaves the picture, and nowhere else`() {
    func svg(_ top: Double) -> String {
      SVGRenderer.file(
        chart([.beyond(Plot.Point(2, top), label: "95 % of paths: up to \(top)")]))
    }
    #expect(svg(25_350).contains("▲ 95 % of paths: up to 25350.0"))
    #expect(!svg(99).contains("▲"))
  }

  @Test func `a picture has a title and a description, and its texts mean nothing to XML`() {
    let svg = SVGRenderer.file(chart([], title: "5 < 6 & \"so\""))
    #expect(svg.contains("<title id=\"wm-title\">5 &lt; 6 &amp; &quot;so&quot;</title>"))
    #expect(svg.contains("<desc id=\"wm-desc\">What it &lt;shows&gt;</desc>"))
    #expect(svg.contains("role=\"img\""))
  }

  @Test func `names of files are plain`() {
    #expect(chart([]).name == "a-b-c")
  }

  /// On a phone nothing is cut off at the right: names are shortened, the legend has rows, dates leave room for each other.
  @Test func `a page has a drawing for phones, in which all has room`() throws {
    let long = "National high-tech enterprises of the whole district and its neighbours"
    let document = Document(
      title: "d", language: .en,
      [
        Document.Section([
          .chart(
            chart(
              [
                .band([Plot.Extent(0, 0, 50)], shade: 0, label: "95 % of paths"),
                .band([Plot.Extent(0, 0, 40)], shade: 1, label: "80 % of paths"),
                .band([Plot.Extent(0, 0, 30)], shade: 2, label: "50 % of paths"),
                .observations([Plot.Point(0, 10)], label: "observed"),
                .line([Plot.Point(0, 0), Plot.Point(2, 90)], number: 0, label: long),
                .goal(Plot.Point(1, 50), label: "goal 123,456 in 2022-12 and later"),
              ], title: long))
        ])
      ])
    let html = HTMLRenderer.page(document)
    let parts = html.components(separatedBy: "<svg class=\"wm-")
    let phone = try #require(parts.first { $0.hasPrefix("phone") })
    #expect(parts.count == 3 && parts.contains { $0.hasPrefix("page") })
    #expect(phone.contains("viewBox=\"0 0 340 "))
    #expect(phone.contains(">goal 123,456"))
    #expect(!HTMLRenderer.sections(of: document, isForPhones: false).contains("wm-phone"))
    let texts = phone.components(separatedBy: "<text ").dropFirst()
    #expect(texts.count > 10)
    for text in texts {
      func number(_ name: String) -> Double? {
        text.components(separatedBy: "\(name)=\"").dropFirst().first
          .flatMap { Double($0.prefix { $0 != "\"" }) }
      }
      let (x, size) = (try #require(number(" x")), try #require(number("font-size")))
      let written = text.components(separatedBy: ">")[1].prefix { $0 != "<" }
      // Letters are about 0.56 of their size wide.
      let width = 0.56 * size * Double(written.count)
      let left =
        text.contains("\"end\"") ? x - width : text.contains("\"middle\"") ? x - width / 2 : x
      #expect(left >= -1 && left + width <= 341, "\(written)")
    }
  }
}
