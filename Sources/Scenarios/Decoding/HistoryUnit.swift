internal import Quantities
internal import TableReading
internal import Tables
internal import Wording

/// What the unit that a table names makes of its numbers.
struct HistoryUnit {
  /// By how much the table's numbers are multiplied.
  private let scale: Scale
  /// What is said of it.
  let remark: Phrase?
  /// Whether both can be the same quantity.
  let isUsable: Bool

  private init(_ scale: Scale, remark: Phrase? = nil, isUsable: Bool = true) {
    (self.scale, self.remark, self.isUsable) = (scale, remark, isUsable)
  }

  /// Numbers as they stand.
  static let none = HistoryUnit(.one)
  /// Numbers of something else.
  static let contrary = HistoryUnit(.one, isUsable: false)

  /// Numbers in one unit as numbers in another; ``contrary`` where they measure different things.
  ///
  /// - Parameters:
  ///   - unit: of the table.
  ///   - text: as the table names it.
  ///   - own: of the indicator. What is observed of a flow is a total of its time.
  ///   - column: the name of the column.
  init(_ unit: Unit, _ text: String, as own: Unit, _ column: String) {
    if own == .one {
      guard unit.scale != .one || unit.dimension != .none else {
        self = .none
        return
      }
      self.init(
        .one,
        remark: Phrase(
          "“\(column)” is in \(text), and the indicator has no `unit`: taken as they stand",
          "“\(column)”以 \(text) 计，而指标未注明 `unit`：按原数计"))
      return
    }
    let scale: Scale
    if unit.isCompatible(with: own),
      unit.dimension != .none || unit.labels.isEmpty == own.labels.isEmpty
    {
      scale = unit.scale / own.scale
    } else if unit.isAmount(ofRate: own) {
      scale = unit.scale / (own.scale / own.timeScale)
    } else {
      self = .contrary
      return
    }
    self.init(
      scale,
      remark: scale == .one
        ? nil
        : Phrase(
          "“\(column)” is in \(text): made \(own.symbol)",
          "“\(column)”以 \(text) 计：已换算为 \(own.symbol)"))
  }

  /// Whether a cell is a number, which can be multiplied, or names its own unit.
  func mayConvert(_ row: DataFile.Observation) -> Bool {
    scale == .one || row.isNumber
  }

  /// The text of a cell in the unit of the indicator.
  func text(of row: DataFile.Observation) -> String {
    guard scale != .one, let number = row.number else { return row.value }
    let value = scale.convert(number, to: .one)
    return DecimalNumber.text(DecimalNumber.rounded(value, significant: 15))
  }
}

extension ScenarioDecoder {
  /// What the unit of a table makes of its numbers; what contradicts the indicator's is reported.
  func tableUnit(
    _ table: DataFile, series: String?, of unit: Unit, rows: [DataFile.Observation],
    _ field: Field
  ) -> HistoryUnit {
    let parser = UnitParser(labels: units.labels)
    let ofSeries = table.unit == nil ? series.flatMap(table.unit(of:)) : nil
    let column = ofSeries == nil ? table.value : series ?? table.value
    guard let text = table.unit ?? ofSeries,
      let named = (try? parser.unit(text)) ?? (try? parser.declaredUnit(text))
    else { return .none }
    if let step = otherStep(rows, of: named, as: unit) {
      let full = text + unit.timeSuffix(of: step)
      field.report(
        Phrase(
          "\(column.quoted) holds amounts in \(text), one for each \(step), and the indicator is in "
            + unit.phrase.english,
          "\(column.quoted) 为各\(step.word.chinese)的总量，以 \(text) 计，而指标的单位为\(unit.phrase.chinese)"),
        Phrase(
          "write the unit of the table with its time: `\(full)`; or make the indicator a total, with "
            + "`measure: flow` and `unit: \(text)`",
          "请在表的单位中写明时间：`\(full)`；或将指标设为总量：`measure: flow`、`unit: \(text)`"))
      return .contrary
    }
    let found = HistoryUnit(named, text, as: unit, column)
    if !found.isUsable {
      field.report(
        Phrase(
          "\(column.quoted) is in \(text), and the indicator in \(unit.phrase.english)",
          "\(column.quoted) 以 \(text) 计，而指标的单位为\(unit.phrase.chinese)"),
        Phrase(
          "name another column with `value`, or correct `unit` or the header",
          "请用 `value` 指明另一列，或更正 `unit` 或表头"))
    }
    return found
  }

  /// The length of the periods whose amounts a table holds, where the indicator is per another time: a
  /// month's 亿元 are no 亿元/年, a year's are.
  private func otherStep(
    _ rows: [DataFile.Observation], of named: Unit, as unit: Unit
  ) -> TimeStep? {
    guard named.isAmount(ofRate: unit), !unit.dimension.isNone else { return nil }
    return rows.lazy.compactMap { try? Period($0.date).step }.first {
      Double($0.perYear) != unit.timeScale.value
    }
  }
}
