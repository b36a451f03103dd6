internal import Distributions
internal import Expressions
internal import Quantities
internal import TableReading
internal import Tables

// What was observed.
extension ScenarioDecoder {
  func observations(
    _ field: Field, unit: Unit, isInteger: Bool, time: ScenarioTime?
  ) -> [Observation] {
    guard let entries = field.node.entries else {
      field.report(
        "must be a mapping of dates to values, found \(field.node.kind)",
        "write `history: {2015: 120, 2020: 405}` or `{file: data.csv, time: year, value: count}`")
      return []
    }
    if entries.isEmpty {
      field.report("has no observations", "give one or remove the key")
      return []
    }
    let isFile = entries.contains { FormatKeys.history.contains($0.key) }
    var observations =
      isFile
      ? fromFile(field, unit, isInteger, time)
      : entries.compactMap { observation(field.child($0), unit, isInteger, time) }
    observations.sort { ($0.period, $0.place) < ($1.period, $1.place) }
    for (earlier, later) in zip(observations, observations.dropFirst())
    where earlier.period == later.period {
      issues.report(
        later.place, field.path,
        "\(later.period) is given twice, first in line \(earlier.place.line)", "keep one of them")
    }
    return observations
  }

  private func observation(
    _ field: Field, _ unit: Unit, _ isInteger: Bool, _ time: ScenarioTime?
  ) -> Observation? {
    if field.node.isNull, field.key.prefix(while: { $0.isASCII && $0.isNumber }).count == 3 {
      // In braces `2017: 1,200` is read as two entries.
      issues.report(
        field.keyPlace, field.path, "a comma divides the number before it",
        "separate thousands with `_`, as in 1_200")
      return nil
    }
    let dateField = field.ofKey
    let period = dateField.period().flatMap { checked($0, dateField, time) }
    guard let scalar = field.node.scalar, !field.node.isNull else {
      field.report(
        "must be a number, found \(field.node.kind)",
        "write `600`, `\"> 600\"`, `\"500..700\"` or `\"600 ± 30\"`")
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
          "\(text.quoted) does not say how near", "write `\"600 ± 30\"` or `\"500..700\"`")
        return nil
      }
      let rest = text.dropFirst().drop { $0 == "=" }
      guard let bound = positive(String(rest).trimmed, field, unit, isInteger) else { return nil }
      guard bound > 0 || first == ">" || first == "≥" else {
        field.report("must be greater than 0, found \(text.quoted)")
        return nil
      }
      return (bound, first == ">" || first == "≥" ? .atLeast : .atMost)
    }
    for sign in ["±", "+-", "+/-"] {
      guard let range = text.firstRange(of: sign) else { continue }
      guard let value = positive(String(text[..<range.lowerBound]), field, unit, isInteger: false),
        let error = field.number(String(text[range.upperBound...]).trimmed, in: unit, units)
      else { return nil }
      guard error > 0 else {
        field.report("the error after `±` must be greater than 0")
        return nil
      }
      return (value, .standardDeviation(error))
    }
    if let range = text.firstRange(of: "..") {
      let ends = (text[..<range.lowerBound], text[range.upperBound...])
      guard let low = positive(String(ends.0).trimmed, field, unit, isInteger),
        let high = positive(String(ends.1).trimmed, field, unit, isInteger)
      else { return nil }
      guard low < high else {
        field.report("must rise from the first value to the second, found \(text.quoted)")
        return nil
      }
      return ((low + high) / 2, .between(low, high))
    }
    if text.contains("("), text.first?.isLetter ?? false {
      return law(text, field, unit, time)
    }
    return positive(text, field, unit, isInteger).map { ($0, .exact) }
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
          "\(text.quoted) is no law of a value",
          "write one with numbers, as in `\"lognormal(p10: 500, p90: 800)\"`")
        return nil
      }
      if case .normal(let normal) = law, normal.mean > 0 {
        return (normal.mean, .standardDeviation(normal.standardDeviation))
      }
      guard law.support.lowerBound >= 0, law.quantile(0.1) > 0, law.quantile(0.9).isFinite else {
        field.report(
          "\(text.quoted) reaches below 0, and what is observed is positive",
          "write a lognormal law, or `\"600 ± 30\"`")
        return nil
      }
      return (law.median, .law(ObservedLaw(text: text, law: law)))
    } catch {
      for issue in error.issues { field.report("\(issue.problem)") }
      return nil
    }
  }

  private func positive(
    _ text: String, _ field: Field, _ unit: Unit, isInteger: Bool
  ) -> Double? {
    positive(text, field, unit, isInteger)
  }

  private func positive(
    _ text: String, _ field: Field, _ unit: Unit, _ isInteger: Bool
  ) -> Double? {
    guard let value = field.number(text, in: unit, units) else { return nil }
    if isInteger {
      guard value >= 0 else {
        field.report("counts things and must not be negative, found \(text.quoted)")
        return nil
      }
      guard value == value.rounded() else {
        field.report(
          "counts things and must be whole, found \(text.quoted)",
          "use `kind: output` for what is not counted")
        return nil
      }
    } else if value <= 0 {
      field.report("must be greater than 0, found \(text.quoted)")
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
        "\(period) is before the start \(time.start)",
        "set `time.start` to \(period) or earlier")
      return nil
    }
    if last > time.end {
      field.report("\(period) is after the end \(time.end)", "set `time.end` to a later date")
      return nil
    }
    return period
  }

  // MARK: Tables

  private func fromFile(
    _ field: Field, _ unit: Unit, _ isInteger: Bool, _ time: ScenarioTime?
  ) -> [Observation] {
    guard let section = Section(field, keys: FormatKeys.history),
      let fileField = section.required("file", "data.csv"), let name = fileField.text(),
      let valueColumn = section.required("value", "count")?.text(),
      let path = dataFile(name, fileField)
    else { return [] }
    var request = DataRequest()
    (request.time, request.value) = (section["time"]?.text(), valueColumn)
    let rows: [DataFile.Observation]
    do {
      let bytes: [UInt8]
      do throws(FileError) {
        bytes = try FileReading.bytes(of: path, limit: 64 << 20)
      } catch {
        throw TableError.file(error)
      }
      issues.register(table: bytes, file: path)
      let table = try DataFile(bytes, file: path, request)
      guard table.meaning != .growth else {
        fileField.report(
          "\(path.quoted): \(valueColumn.quoted) holds rates of growth, and a history holds values",
          "give the values, or the growth as `growth: {rate: …}`")
        return []
      }
      rows = try table.observations()
    } catch let error as any Refusal {
      fileField.report("\(error)")
      return []
    } catch {
      preconditionFailure("\(path): \(error)")
    }
    if rows.isEmpty {
      fileField.report("\(path.quoted) has no rows", "add one row for each observation")
    }
    guard rows.count <= Self.periodLimit else {
      fileField.report(
        "\(path.quoted) has \(rows.count) rows, more than the \(Self.periodLimit) allowed")
      return []
    }
    var observations: [Observation] = []
    for row in rows {
      let place = SourcePlace(file: path, line: row.line, column: 1)
      let child = Field(
        key: row.date, keyPlace: place,
        node: DocumentNode(
          place: place,
          content: .scalar(.init(text: row.value, isQuoted: false, isVerbatim: false))),
        path: field.path, issues: issues)
      if let found = observation(child, unit, isInteger, time) { observations.append(found) }
    }
    return observations
  }

  /// A data file beside the scenario or below it.
  private func dataFile(_ name: String, _ field: Field) -> String? {
    guard let folder = document.folder else {
      field.report("a scenario that is not in a file cannot name one", "write the values out")
      return nil
    }
    let path = PathParts.join(PathParts.split(field.place.file).folder, name)
    guard let real = FileReading.resolved(path) else {
      field.report("there is no file \(path.quoted)", "name a file beside the scenario")
      return nil
    }
    guard FolderTree.contains(real, folder: folder) else {
      field.report(
        "\(path.quoted) is outside the folder of the scenario",
        "keep data in the same folder or one below it")
      return nil
    }
    return path
  }
}

/// No names: an observation is told with numbers.
private struct NoNames: Scope {
  var names: [String] { [] }

  func symbol(named name: String) -> Symbol? { nil }
}
