import Arguments
import Experiments
import Testing

@Suite struct StatisticTextTests {
  @Test(arguments: [
    ("firms.2023=612", nil, "firms", "2023", "612"),
    (
      "park.3.output.2023-Q3 = 1.2 billion yuan", nil, "park.3.output", "2023-Q3",
      "1.2 billion yuan"
    ),
    ("firms.2023=>=600", nil, "firms", "2023", ">=600"),
    ("firms.2023=\"600 ± 30\"", nil, "firms", "2023", "600 ± 30"),
    ("a/north.yaml:firms.2023=612", "a/north.yaml", "firms", "2023", "612"),
  ])
  func `scenario, indicator, date and value`(
    text: String, scenario: String?, indicator: String, date: String, value: String
  ) throws {
    #expect(
      try StatisticText.read(text)
        == AddedStatistic(
          scenario: scenario, indicator: indicator, date: date, value: value, source: "--add",
          line: 1))
  }

  @Test(arguments: ["", "firms", "firms=612", "firms.2023", "firms.2023=", ".2023=6", ":f.2023=6"])
  func `what is not all of them is refused`(text: String) {
    #expect(throws: OptionNumberError.self) { try StatisticText.read(text) }
  }
}
