public import Scenarios
internal import Tables
internal import Wording

/// Tells of several scenarios whose a statistic is.
public struct StatisticOwners {
  private let files: [String]
  private let scenarios: [Scenario]

  /// Some scenarios.
  ///
  /// - Parameters:
  ///   - files: their files, as the user named them.
  ///   - scenarios: the scenarios, in the same order.
  public init(_ files: [String], _ scenarios: [Scenario]) {
    precondition(
      files.count == scenarios.count, "\(files.count) files, \(scenarios.count) scenarios")
    self.files = files
    self.scenarios = scenarios
  }

  /// Gives each its own.
  ///
  /// A statistic that names a scenario is that one's, by the path, the name of the file, or that without its
  /// ending; one that does not is that of the only scenario that has the indicator.
  ///
  /// - Parameter added: the statistics.
  /// - Returns: for each scenario its own.
  /// - Throws: ``TrackingRefusal``.
  public func divide(
    _ added: [AddedStatistic]
  ) throws(TrackingRefusal) -> [[AddedStatistic]] {
    var own: [[AddedStatistic]] = files.map { _ in [] }
    for statistic in added { own[try owner(of: statistic)].append(statistic) }
    return own
  }

  private func owner(of statistic: AddedStatistic) throws(TrackingRefusal) -> Int {
    if let name = statistic.scenario {
      let found = files.indices.filter { names(of: files[$0]).contains(name) }
      guard found.count == 1 else {
        throw statistic.refusal(
          (found.isEmpty
            ? Phrase(
              "'\(name)' is none of the scenarios \(files.joined(separator: ", "))",
              "'\(name)' 不是所给的情景文件 \(files.joined(separator: "、"))")
            : Phrase(
              "'\(name)' names \(found.map { files[$0] }.joined(separator: " and ")); write its path",
              "'\(name)' 指 \(found.map { files[$0] }.joined(separator: "、"))；请写出路径")))
      }
      return found[0]
    }
    guard files.count > 1 else { return 0 }
    let found = files.indices.filter { index in
      scenarios[index].indicator(scenarios[index].indicatorName(statistic.indicator)) != nil
    }
    guard let first = found.first else {
      throw statistic.refusal(
        Phrase(
          "none of the scenarios has an indicator '\(statistic.indicator)'",
          "各情景文件均没有指标 '\(statistic.indicator)'"))
    }
    guard found.count == 1 else {
      let stem = names(of: files[first]).last ?? files[first]
      throw statistic.refusal(
        Phrase(
          "\(found.map { files[$0] }.joined(separator: " and ")) have an indicator '\(statistic.indicator)'; say which is "
            + "meant, as in `\(stem):\(statistic.text)`, or in a column `scenario` of a table",
          "\(found.map { files[$0] }.joined(separator: "、")) 都有指标 '\(statistic.indicator)'；请指明，如 `\(stem):\(statistic.text)`，或在表中用 `scenario` 列"
        ))
    }
    return first
  }

  private func names(of file: String) -> [String] {
    let name = PathParts.split(file).name
    let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    return [file, name, stem]
  }
}
