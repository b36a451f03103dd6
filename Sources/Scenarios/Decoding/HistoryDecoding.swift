internal import Distributions
internal import Expressions
internal import Quantities
internal import TableReading
internal import Tables
internal import Wording

// What was observed.
extension ScenarioDecoder {
  /// What was observed, and how a table of it was read.
  struct History {
    var observations: [Observation] = []
    var remarks: [Phrase] = []
  }

  func history(
    _ field: Field, unit: Unit, isInteger: Bool, time: ScenarioTime?
  ) -> History {
    guard let entries = field.node.entries else {
      field.report(
        Phrase(
          "must be a mapping of dates to values, found \(field.node.kind.english)",
          "应为日期到数值的映射，实为 \(field.node.kind.chinese)"),
        Phrase(
          "write `history: {2015: 120, 2020: 405}` or `{file: data.csv}`",
          "请写 `history: {2015: 120, 2020: 405}` 或 `{file: data.csv}`"))
      return History()
    }
    if entries.isEmpty {
      field.report(
        Phrase("has no observations", "没有观测值"), Phrase("give one or remove the key", "请填写，或删去该键"))
      return History()
    }
    if let first = entries.first, entries.count > 2, DateColumn.areSplitYears(entries.map(\.key)) {
      let month = "\(first.key.prefix(4))M\(first.key.suffix(2))"
      issues.report(
        first.keyPlace, field.path,
        Phrase(
          "\(first.key.quoted) and the dates after it may be months, or years that begin in one and end "
            + "in the next",
          "\(first.key.quoted) 及其后的日期可能是月份，也可能是跨年度"),
        Phrase(
          "write the year in which each ends, or months as \(month)",
          "请写其结束的年份；月份请写作 \(month)"))
      return History()
    }
    let isFile = entries.contains { FormatKeys.history.contains($0.key) }
    var history =
      isFile
      ? fromFile(field, unit, isInteger, time)
      : History(
        observations: entries.compactMap { observation(field.child($0), unit, isInteger, time) })
    history.observations.sort { ($0.period, $0.place) < ($1.period, $1.place) }
    for (earlier, later) in zip(
      history.observations, history.observations.dropFirst())
    where earlier.period.endsWith(later.period) {
      let line = earlier.place.line(from: later.place)
      issues.report(
        later.place, field.path,
        earlier.period == later.period
          ? Phrase(
            "\(later.period) is given twice, first in \(line.english)",
            "\(later.period) 出现两次，首次在\(line.chinese)")
          : Phrase(
            "\(later.period) ends with \(earlier.period), which is given in \(line.english)",
            "\(later.period) 与\(line.chinese)的 \(earlier.period) 同时结束"),
        Phrase("keep one of them", "请只保留其一"))
    }
    return history
  }

  private func observation(
    _ field: Field, _ unit: Unit, _ isInteger: Bool, _ time: ScenarioTime?
  ) -> Observation? {
    if field.node.isNull, field.key.prefix(while: { $0.isASCII && $0.isNumber }).count == 3 {
      // In braces `2017: 1,200` is read as two entries.
      issues.report(
        field.keyPlace, field.path, Phrase("a comma divides the number before it", "逗号把前面的数字断开了"),
        Phrase("separate thousands with `_`, as in 1_200", "千位请用 `_` 分隔，如 1_200"))
      return nil
    }
    let dateField = field.ofKey
    let period = dateField.period().flatMap { checked($0, dateField, time) }
    guard let scalar = field.node.scalar, !field.node.isNull else {
      field.report(
        Phrase(
          "must be a number, found \(field.node.kind.english)",
          "应为数字，实为 \(field.node.kind.chinese)"),
        Phrase(
          "write `600`, `\"> 600\"`, `\"500..700\"` or `\"600 ± 30\"`",
          "请写 `600`、`\"> 600\"`、`\"500..700\"` 或 `\"600 ± 30\"`"))
      return nil
    }
    guard let (value, kind) = value(scalar.text, field, unit, isInteger, time), let period else {
      return nil
    }
    return Observation(period: period, value: value, kind: kind, place: field.keyPlace)
  }

  /// Reads `600`, `> 600`, `< 600`, `500..700`, `600 ± 30`, and laws.
  private func value(
    _ text: String, _ field: Field, _ unit: Unit, _ isInteger: Bool, _ time: ScenarioTime?
  ) -> (Double, Observation.Kind)? {
    let text = text.trimmed
    if let first = text.first, "><≥≤~≈".contains(first) {
      guard first != "~", first != "≈" else {
        field.report(
          Phrase("\(text.quoted) does not say how near", "\(text.quoted) 未说明误差多大"),
          Phrase(
            "write `\"600 ± 30\"` or `\"500..700\"`",
            "请写 `\"600 ± 30\"` 或 `\"500..700\"`"))
        return nil
      }
      let rest = text.dropFirst().drop { $0 == "=" }
      guard let bound = positive(String(rest).trimmed, field, unit, isInteger) else { return nil }
      guard bound > 0 || first == ">" || first == "≥" else {
        field.report(
          Phrase(
            "must be greater than 0, found \(text.quoted)",
            "须大于 0，实为 \(text.quoted)"))
        return nil
      }
      return (bound, first == ">" || first == "≥" ? .atLeast : .atMost)
    }
    for sign in ["±", "+-", "+/-"] {
      guard let range = text.firstRange(of: sign) else { continue }
      let written = (
        String(text[..<range.lowerBound]).trimmed, String(text[range.upperBound...]).trimmed
      )
      let isShare = isShare(written.1, of: written.0, in: unit)
      guard
        let (central, rest) =
          isShare ? written : errorWithUnits(written.0, written.1, in: unit, field),
        let value = positive(central, field, unit, false),
        let error = isShare ? share(rest, of: value) : field.number(rest, in: unit, units)
      else { return nil }
      guard error > 0 else {
        field.report(Phrase("the error after `±` must be greater than 0", "`±` 之后的误差须大于 0"))
        return nil
      }
      guard isLaw("lognormal", [("mean", value), ("sd", error)], field) else { return nil }
      return (value, .standardDeviation(error))
    }
    if let range = text.firstRange(of: "..") {
      let written = (
        String(text[..<range.lowerBound]).trimmed, String(text[range.upperBound...]).trimmed
      )
      guard let ends = endsWithUnits(written.0, written.1, in: unit, field),
        let low = positive(ends.low, field, unit, isInteger),
        let high = positive(ends.high, field, unit, isInteger)
      else { return nil }
      guard low < high else {
        field.report(
          Phrase(
            "must rise from the first value to the second, found \(text.quoted)",
            "第一个值须小于第二个值，实为 \(text.quoted)"))
        return nil
      }
      guard isLaw("uniform", [(nil, low), (nil, high)], field) else { return nil }
      return ((low + high) / 2, .between(low, high))
    }
    if text.contains("("), text.first?.isLetter ?? false {
      return law(text, field, unit, time)
    }
    return positive(text, field, unit, isInteger).map { ($0, .exact) }
  }

  /// Whether an error of `10 %` is a share of the value: not where the value is a percentage itself.
  private func isShare(_ text: String, of written: String, in unit: Unit) -> Bool {
    func isPercentage(_ text: String) -> Bool {
      ConstantText(text).flatMap { try? units.unit($0.unit) }?.isFraction ?? false
    }
    return isPercentage(text) && !unit.isFraction && !isPercentage(written)
  }

  /// So many percent of a value.
  private func share(_ text: String, of value: Double) -> Double? {
    guard let error = ConstantText(text), let own = try? units.unit(error.unit) else { return nil }
    return value * own.scale.convert(error.value, to: .one)
  }

  /// Reads a law of an observed value.
  private func law(
    _ text: String, _ field: Field, _ unit: Unit, _ time: ScenarioTime?
  ) -> (Double, Observation.Kind)? {
    var graph = ExpressionGraph()
    var place = Place(
      path: field.path, unit: unit, step: time?.step ?? .year, labels: units.labels)
    place.time = .steady
    do throws(InvalidExpression) {
      let checked = try Checker.check(text, at: place, in: NoNames(), graph: &graph)
      guard let law = graph.law(of: checked.node), !law.isDiscrete else {
        field.report(
          Phrase("\(text.quoted) is no law of a value", "\(text.quoted) 不是数值的分布"),
          Phrase(
            "write one with numbers, as in `\"lognormal(p10: 500, p90: 800)\"`",
            "请用数字写出，如 `\"lognormal(p10: 500, p90: 800)\"`"))
        return nil
      }
      if case .normal(let normal) = law, normal.mean > 0 {
        return (normal.mean, .standardDeviation(normal.standardDeviation))
      }
      guard law.support.lowerBound >= 0, law.quantile(0.1) > 0, law.quantile(0.9).isFinite else {
        field.report(
          Phrase(
            "\(text.quoted) reaches below 0, and what is observed is positive",
            "\(text.quoted) 可低于 0，而观测值为正数"),
          Phrase("write a lognormal law, or `\"600 ± 30\"`", "请用对数正态分布，或 `\"600 ± 30\"`"))
        return nil
      }
      return (law.median, .law(ObservedLaw(text: text, law: law)))
    } catch {
      for issue in error.issues { field.report(issue.problem.phrase) }
      return nil
    }
  }

  /// Whether an observation with these numbers is a law that can be computed; what is wrong with it is reported.
  private func isLaw(_ name: String, _ numbers: [(label: String?, value: Double)], _ field: Field)
    -> Bool
  {
    do throws(DistributionError) {
      let law = try Law.make(name, arguments: numbers)
      guard law.quantile(0.999).isFinite, law.quantile(0.001) > 0 || name == "uniform" else {
        throw .outOfRange(
          parameter: numbers[1].label ?? "max", value: numbers[1].value,
          required: "from 1e-150 to 1e150")
      }
      return true
    } catch {
      field.report(error.phrase)
      return false
    }
  }

  private func positive(
    _ text: String, _ field: Field, _ unit: Unit, _ isInteger: Bool
  ) -> Double? {
    guard let value = field.number(text, in: unit, units) else { return nil }
    // As `forecast` does.
    guard value <= 0 || (1e-100...1e100).contains(value) else {
      field.report(
        Phrase(
          "must be 0, or between 1e-100 and 1e100, found \(text.quoted)",
          "须为 0，或在 1e-100 与 1e100 之间，实为 \(text.quoted)"))
      return nil
    }
    if isInteger {
      guard value >= 0 else {
        field.report(
          Phrase(
            "counts things and must not be negative, found \(text.quoted)",
            "为计数，不得为负，实为 \(text.quoted)"))
        return nil
      }
      guard !text.contains(where: { "%％‰".contains($0) }) else {
        field.report(
          Phrase(
            "\(text.quoted) is a share, and things are counted here",
            "\(text.quoted) 是份额，而此处为计数"),
          Phrase("write how many", "请写数量"))
        return nil
      }
      guard value == value.rounded() else {
        field.report(
          Phrase(
            "counts things and must be whole, found \(text.quoted)",
            "为计数，须为整数，实为 \(text.quoted)"),
          Phrase("use `kind: output` for what is not counted", "不是计数的量请用 `kind: output`"))
        return nil
      }
    } else if value <= 0 {
      field.report(
        Phrase(
          "must be greater than 0, found \(text.quoted)",
          "须大于 0，实为 \(text.quoted)"))
      return nil
    }
    return value
  }

  /// An observed date lies on the grid.
  private func checked(_ period: Period, _ field: Field, _ time: ScenarioTime?) -> Period? {
    guard let time else { return period }
    guard
      let last = onGrid(
        field, period, time.step,
        { period throws(QuantityError) in
          try period.last(on: time.step)
        })
    else { return nil }
    if last < time.start {
      field.report(
        Phrase(
          "\(period) is before the start \(time.start)",
          "\(period) 早于起点 \(time.start)"),
        Phrase(
          "set `time.start` to \(period) or earlier; what begins to be built later then says `from:`",
          "请将 `time.start` 设为 \(period) 或更早；较晚才开始建设的，请写明 `from:`"))
      return nil
    }
    if last > time.end {
      field.report(
        Phrase("\(period) is after the end \(time.end)", "\(period) 晚于终点 \(time.end)"),
        Phrase("set `time.end` to a later date", "请推迟 `time.end`"))
      return nil
    }
    return period
  }

  // MARK: Tables

  private func fromFile(
    _ field: Field, _ unit: Unit, _ isInteger: Bool, _ time: ScenarioTime?
  ) -> History {
    guard let section = Section(field, keys: FormatKeys.history),
      let fileField = section.required("file", "data.csv"), let name = fileField.text(),
      let path = dataFile(name, fileField)
    else { return History() }
    var request = DataRequest()
    (request.time, request.value) = (section["time"]?.text(), section["value"]?.text())
    request.isOfScenario = true
    request.tellsSeries = section["series"] != nil
    var table: DataFile
    var rows: [DataFile.Observation]
    var own: String?
    do {
      let bytes: [UInt8]
      do throws(FileError) {
        bytes = try FileReading.bytes(of: path, limit: 64 << 20)
      } catch {
        throw TableError.file(error)
      }
      issues.register(table: bytes, file: path)
      table = try DataFile(bytes, file: path, request)
      guard table.meaning != .growth else {
        fileField.report(
          Phrase(
            "\(path.quoted): \(table.value.quoted) holds rates of growth, and a history holds values",
            "\(path.quoted)：\(table.value.quoted) 是增长率，而历史数据须为数值"),
          Phrase(
            "give the values, or the growth as `growth: {rate: …}`",
            "请给出数值，或将增长写作 `growth: {rate: …}`"))
        return History()
      }
      rows = try table.observations()
      // Dates that stand there again are those of another series, whatever columns are named.
      if !request.tellsSeries, table.group == nil, Set(rows.map(\.date)).count < rows.count {
        request.tellsSeries = true
        if let several = try? DataFile(bytes, file: path, request), several.group != nil {
          table = several
          rows = try several.observations()
        }
      }
      if let group = table.group {
        let (names, places) = try table.table.groups(group)
        guard let place = series(names, section, fileField) else { return History() }
        rows = rows.filter { places[$0.row] == place }
        own = names[place]
      } else if let named = section["series"] {
        named.report(
          Phrase("the table holds one series only", "表中只有一个序列"), Phrase("remove it", "请删去"))
      }
    } catch let error as any Refusal {
      fileField.report(error.phrase)
      return History()
    } catch {
      preconditionFailure("\(path): \(error)")
    }
    if rows.isEmpty {
      fileField.report(
        Phrase("\(path.quoted) has no rows", "\(path.quoted) 没有数据行"),
        Phrase("add one row for each observation", "每个观测值请写一行"))
    }
    guard rows.count <= Self.periodLimit else {
      fileField.report(
        Phrase(
          "\(path.quoted) has \(rows.count) rows, more than the \(Self.periodLimit) allowed",
          "\(path.quoted) 有 \(rows.count) 行，超过允许的 \(Self.periodLimit) 行"))
      return History()
    }
    let header = tableUnit(table, series: own, of: unit, rows: rows, fileField)
    guard header.isUsable else { return History() }
    var history = History()
    for row in rows {
      let place = SourcePlace(file: path, line: row.line, column: 1)
      let child = Field(
        key: row.date, keyPlace: place,
        node: DocumentNode(
          place: place,
          content: .scalar(
            .init(text: header.text(of: row), isQuoted: false, isVerbatim: false))),
        path: field.path, issues: issues, scope: field.scope)
      if !row.isNumber, row.value.contains(","), let advice = NumberAdvice.of(row.value) {
        child.report(
          Phrase("\(row.value.quoted) is not a number", "\(row.value.quoted) 不是数字"), advice)
        continue
      }
      guard header.mayConvert(row) else {
        child.report(
          Phrase(
            "\(row.value.quoted) is no number alone, and its column is in another unit than the indicator",
            "\(row.value.quoted) 不是单纯的数字，而该列的单位与指标不同"),
          Phrase(
            "write the column in \(unit.symbol)", "请把该列改为以 \(unit.symbol) 计"))
        continue
      }
      if let found = observation(child, unit, isInteger, time) {
        history.observations.append(found)
      }
    }
    let remarks = table.remarks + [header.remark].compactMap(\.self)
    if !remarks.isEmpty {
      history.remarks = [
        Phrase("history from \(name): ", "历史数据取自 \(name)：")
          + remarks.removingRepetitions().joined(.semicolon)
      ]
    }
    return history
  }

  /// Which of the series of a table is meant; nil where that is not said, which is reported.
  private func series(_ names: [String], _ section: Section, _ file: Field) -> Int? {
    guard let named = section["series"] else {
      if names.count == 1 { return 0 }
      file.report(
        Phrase("holds several series: ", "含多个序列：") + Phrase.firstNames(of: names),
        Phrase(
          "name one, as in `series: \(names.first ?? "")`",
          "请指明其一，如 `series: \(names.first ?? "")`"))
      return nil
    }
    guard let text = named.text() else { return nil }
    if let place = names.firstIndex(of: text) { return place }
    named.report(
      Phrase("the table has no series \(text.quoted), but ", "表中没有序列 \(text.quoted)，只有 ")
        + Phrase.firstNames(of: names),
      issues.suggestion(for: text, among: names))
    return nil
  }

  /// A data file beside the scenario or below it.
  private func dataFile(_ name: String, _ field: Field) -> String? {
    guard let folder = document.folder else {
      field.report(
        Phrase("a scenario that is not in a file cannot name one", "不在文件中的情景不能引用其他文件"),
        Phrase("write the values out", "请直接写出数值"))
      return nil
    }
    let path = PathParts.join(PathParts.split(field.place.file).folder, name)
    guard let real = FileReading.resolved(path) else {
      field.report(
        Phrase("there is no file \(path.quoted)", "没有文件 \(path.quoted)"),
        Phrase("name a file beside the scenario", "请用情景文件旁的文件"))
      return nil
    }
    guard FolderTree.contains(real, folder: folder) else {
      field.report(
        Phrase(
          "\(path.quoted) is outside the folder of the scenario",
          "\(path.quoted) 在情景文件所在文件夹之外"),
        Phrase("keep data in the same folder or one below it", "数据请放在同一文件夹或其下级文件夹"))
      return nil
    }
    return path
  }
}

extension Period {
  /// Whether another one, of any length, ends when it does.
  fileprivate func endsWith(_ other: Period) -> Bool {
    (ordinal + 1) * other.step.perYear == (other.ordinal + 1) * step.perYear
  }
}

/// No names: an observation, or the end of a range, is told with numbers.
struct NoNames: Scope {
  var names: [String] { [] }

  func symbol(named name: String) -> Symbol? { nil }
}
