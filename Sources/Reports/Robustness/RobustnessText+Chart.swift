internal import Experiments
internal import Wording

extension RobustnessText {
  /// The probability of each alternative in each state of the world.
  var chart: Chart {
    let alternatives = study.alternatives
    let shares = study.states.indices.reversed().map { state in
      alternatives.indices.map { study.attainments[$0][state].estimate as Double? }
    }
    return Chart(
      name: "robustness",
      title: Phrase(
        "\(study.target.name) by alternative and state of the world",
        "\(study.target.name)：各备选方案在各情形下的概率")(language),
      description: Phrase(
        "Probabilities of \(alternatives.count) alternatives in \(study.states.count) states; the table "
          + "beside has the numbers.",
        "\(alternatives.count) 个备选方案在 \(study.states.count) 种情形下的概率；数值见表。")(language),
      .grid(
        GridPlot(
          xTitle: Phrase("alternative", "备选方案")(language),
          yTitle: Phrase("state", "情形")(language), columns: alternatives,
          rows: study.states.reversed().map { Phrase.ofState($0)(language) }, shares: shares,
          edgeNote: GridDrawing.edgeNote(of: shares, language))))
  }
}
