import Experiments
import Quantities
import Reports
import Testing
import Wording
import _TestSupport

@Suite struct TrackTextTests {
  @Test func `targets and indicators are called by their labels, but not in what is to be pasted`()
    throws
  {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      waymark: 1
      time: {start: 2018, end: 2025, step: year}
      indicators: {firms: {kind: count, label: Enterprises, history: {2018: 100, 2020: 120}}}
      targets: {many: {of: firms, at_least: 160, in: 2025, label: Many of them}}
      simulation: {paths: 300, seed: 1}
      """, to: "plan.yaml")
    let plan = try Tracking(
      folder.file("plan.yaml"),
      adding: [
        AddedStatistic(
          indicator: "firms", date: "2021", value: "140", source: "--add", line: 1)
      ], options: TrackingOptions(day: try #require(CalendarDay(year: 2022, month: 1, day: 1))))
    for language in [Language.en, .zh] {
      let text = TrackText(TrackingStudy([plan]), language: language).wideText
      #expect(text.contains("Many of them") && !text.contains("many"), "\(text)")
      #expect(text.contains("Enterprises 2021 = 140") || text.contains("Enterprises  2021"))
      #expect(text.contains("firms: history: {2021: 140}"))
    }
  }
}
