internal import Experiments
internal import Scenarios
internal import Tables
internal import Wording

/// The settings of a page that is given away: all combinations of some values of what can be moved there.
struct SettingGrid {
  /// Something that can be moved, and where it can stand.
  struct Axis {
    let variable: Variable
    /// What people call it.
    let label: String
    /// Its unit, where values are written without.
    let unit: String
    /// The values, in order; nil is what the file says, where that is no number.
    let values: [Double?]
    /// The place of what the file says.
    let own: Int

    /// A value in words.
    func text(of value: Double?) -> Phrase {
      guard let value else { return Phrase("as in the file", "同文件") }
      let text = variable.text(of: value, SliderNumber.text)
      return Phrase(unit.isEmpty ? text : "\(text) \(unit)")
    }
  }

  /// What can be moved, in the order in which the file or the command names it.
  let axes: [Axis]

  /// The number of settings.
  var count: Int {
    axes.reduce(1) { product, axis in
      let (more, isOver) = product.multipliedReportingOverflow(by: axis.values.count)
      return isOver ? .max : more
    }
  }

  /// What a setting sets that the file does not; the places of the last axis change first.
  func moved(_ setting: Int) -> [(variable: Variable, value: Double)] {
    var rest = setting
    return axes.reversed().compactMap { axis -> (variable: Variable, value: Double)? in
      let (others, place) = rest.quotientAndRemainder(dividingBy: axis.values.count)
      rest = others
      guard place != axis.own, let value = axis.values[place] else { return nil }
      return (axis.variable, value)
    }.reversed()
  }

  /// The setting that is what the file says.
  var own: Int { axes.reduce(0) { $0 * $1.values.count + $1.own } }
}

extension SettingGrid.Axis {
  /// A range as an axis of some values, with what the reference case of a scenario has among them.
  ///
  /// - Parameters:
  ///   - range: what is moved, and between which values.
  ///   - count: how many values, unless the range says it.
  ///   - scenario: the scenario.
  init(_ range: VariedRange, count: Int, of scenario: Scenario) {
    variable = range.variable
    let name = variable.name
    let grid = range.values(range.count ?? count)
    let lever = scenario.levers.first { $0.name == name }
    let uncertainty = scenario.uncertainties.first { $0.name == name }
    label = lever?.remarks.label ?? uncertainty?.remarks.label ?? name
    let isWritten = variable.unitOfDuration != nil || lever?.dates != nil || lever?.unit == .one
    unit = isWritten ? "" : lever?.unit.symbol ?? ""
    guard let lever else {
      values = [nil] + grid
      own = 0
      return
    }
    let set = scenario.cases[0].levers[name] ?? lever.defaultValue
    let all = grid.contains(set) ? grid : (grid + [set]).sorted()
    values = all
    own = all.firstIndex(of: set) ?? 0
  }
}
