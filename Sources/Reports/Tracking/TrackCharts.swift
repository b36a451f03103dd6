internal import Experiments
internal import Results
internal import Wording

/// The pictures of a plan that is followed: the probability of each target over time.
struct TrackCharts {
  private let plan: Tracking
  private let language: Language

  /// More lines than this in one picture nobody tells apart.
  private static let mostLines = 6

  init(_ plan: Tracking, _ language: Language) {
    self.plan = plan
    self.language = language
  }

  private func say(_ english: String, _ chinese: String) -> String {
    Phrase(english, chinese)(language)
  }

  /// The pictures; none before there are entries of two days.
  var all: [Chart] {
    let entries = plan.wholeLog.entries
    guard let first = entries.first, let last = entries.last, first.recorded < last.recorded else {
      return []
    }
    let shown = plan.targets.prefix(TrackCharts.mostLines).map(\.name)
    var marks: [Plot.Mark] = [
      .level(
        plan.wanted,
        label: say("wanted", "所求"))
    ]
    var ends: [(move: Double, text: String)] = []
    var dots: [Plot.Point] = []
    let names = Names(plan.scenario)
    for (number, key) in shown.enumerated() {
      let name = names.target(key)
      var points: [Plot.Point] = []
      for entry in entries {
        guard let change = entry.targets.first(where: { $0.target == key }) else { continue }
        let x = entry.recorded.coordinate
        // What comes moves the probability on its day: steps, not slopes.
        points += [Plot.Point(x, change.before), Plot.Point(x, change.after)]
        dots.append(Plot.Point(x, change.after))
      }
      guard let start = points.first, let end = points.last else { continue }
      marks.append(.line(points, number: number, label: name))
      ends.append(
        (
          abs(end.y - start.y),
          say(
            "\(name) from \(PlainNumber.percent(start.y, digits: 0)) to \(PlainNumber.percent(end.y, digits: 0))",
            "\(name) 由 \(PlainNumber.percent(start.y, digits: 0)) 到 \(PlainNumber.percent(end.y, digits: 0))"
          )
        ))
    }
    marks.append(.observations(dots, label: say("a statistic came", "有新的统计值")))
    let days = entries.map(\.recorded.coordinate)
    let most = ends.max { $0.move < $1.move }?.text ?? ""
    let all = ends.map(\.text)
    return [
      Chart(
        name: "track",
        title: say(
          "The probabilities as statistics came: \(most)", "概率随统计值的变化：\(most)"),
        description: say(
          "\(entries.count) entries from \(first.recorded) to \(last.recorded); \(all.joined(separator: ", ")).",
          "自 \(first.recorded) 至 \(last.recorded) 共 \(entries.count) 条；\(all.joined(separator: "，"))。"
        ),
        .plot(
          Plot(
            x: Axis(title: nil, spanning: days, isWhole: days[days.count - 1] - days[0] >= 2) { x in
              let year = Int(x)
              return x == x.rounded()
                ? "\(year)" : "\(year)-" + String("0\(Int((x - Double(year)) * 12) + 1)".suffix(2))
            },
            y: .probabilities(title: say("probability", "概率")), marks: marks)))
    ]
  }
}
