internal import Plans
internal import Wording

// A curve has as many numbers as it has: what more is given would have no say, and is refused.
extension GrowthCompiler {
  /// Whether ceiling, rate, midpoint and what was observed leave no more than one curve.
  ///
  /// Where a posterior can be taken all of them are evidence; here they would be dropped.
  func isDetermined(in compiler: CaseCompiler) -> Bool {
    guard let midpoint = growth.parameters["midpoint"] else { return true }
    let stands = observed.points.isEmpty ? Phrase("`initial`") : observations
    let hasLevel =
      !observed.points.isEmpty || indicator.initial != nil || growth.parameters["level"] != nil
    if growth.givesRate, hasLevel {
      compiler.issues.report(
        midpoint.place, midpoint.path,
        Phrase(
          "ceiling, rate and midpoint say where the curve stands, and so \(verb) \(stands.english)",
          "ceiling、rate 和 midpoint 已决定曲线的位置，\(stands.chinese) 又决定一次"),
        Phrase(
          "remove `rate` or `midpoint`, or what says where it stands; with laws in their place and two "
            + "or more observations all are taken together",
          "请删去 `rate` 或 `midpoint`，或删去说明位置的数据；若以分布写出，且有两个或更多观测值，则一并采用"))
      return false
    }
    if twoPoints != nil, !growth.model.adopts {
      compiler.issues.report(
        midpoint.place, midpoint.path,
        Phrase(
          "the ceiling and \(observations.english) determine the curve, and with it the midpoint",
          "上限和\(observations.chinese)已决定曲线，从而决定中点"),
        Phrase(
          "remove `midpoint`, or all but one observation; with a law as `midpoint`, written in place, both "
            + "are taken together",
          "请删去 `midpoint`，或只保留一个观测值；若在此以分布写出 `midpoint`，则两者一并采用"))
      return false
    }
    return true
  }

  /// Whether p and q, a midpoint and what was observed leave no more than one Bass curve.
  func isAdoptionDetermined(_ given: [String], in compiler: CaseCompiler) -> Bool {
    if let midpoint = growth.parameters["midpoint"] {
      compiler.issues.report(
        midpoint.place, midpoint.path,
        Phrase(
          "stands beside \(given.joined(separator: " and ")), from which the date "
            + "of half the ceiling follows",
          "与 \(given.joined(separator: "、")) 重复，由后者可得达到上限一半的日期"),
        Phrase(
          "remove `midpoint`, or \(given.map(\.quoted).joined(separator: " and "))",
          "请删去 `midpoint`，或删去 \(given.map(\.quoted).joined(separator: "、"))"))
      return false
    }
    guard given.count == 2, let (first, _) = twoPoints, let p = growth.parameters["p"] else {
      return true
    }
    compiler.issues.report(
      p.place, p.path,
      Phrase(
        "p, q and \(observations.english) are more than a Bass curve with a ceiling has numbers",
        "p、q 和\(observations.chinese)超过了有上限的 Bass 曲线的参数个数"),
      Phrase(
        "remove `p` or `q`, which then follows from the observations, or that of \(first.period)",
        "请删去 `p` 或 `q`（可由观测值得出），或删去 \(first.period) 的观测值"))
    return false
  }

  /// The observations in words: `the 2 observations`.
  private var observations: Phrase {
    let points = observed.points
    return points.count == 1
      ? Phrase("the observation of \(points[0].period)", " \(points[0].period) 的观测值")
      : Phrase("the \(points.count) observations", " \(points.count) 个观测值")
  }

  private var verb: String { observed.points.count > 1 ? "do" : "does" }

  /// A given rate takes the place of what the observations say of growth.
  func noteUnusedPoints(in compiler: inout CaseCompiler) {
    guard growth.givesRate, let (first, last) = twoPoints else { return }
    compiler.notes.append(
      Phrase(
        "\(indicator.name): growth goes on from \(last.period) at the given rate; what was observed "
          + "from \(first.period) on has no say in it",
        "\(indicator.name)：自 \(last.period) 起按给定速率增长；\(first.period) 以来的观测值不影响增速"))
  }
}
