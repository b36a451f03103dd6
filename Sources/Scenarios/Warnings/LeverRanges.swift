internal import Expressions
internal import Wording

/// Levers whose range has values that may not stand where the lever stands by itself: no setting there
/// can be run.
struct LeverRanges {
  private let compiled: CompiledScenario
  private let syntax: SyntaxCache

  init(_ compiled: CompiledScenario, _ syntax: SyntaxCache) {
    self.compiled = compiled
    self.syntax = syntax
  }

  func report(to issues: IssueCollector) {
    // The limits of all places are those of a share or of what is not negative.
    var open = compiled.scenario.levers.filter { lever in
      lever.range.map { $0.lowerBound < 0 || $0.upperBound > 1 } ?? false
    }
    for item in compiled.placed[0] where !open.isEmpty {
      // A file that is included names its levers without the part that they are in.
      guard open.contains(where: { $0.name.hasSuffix(item.text.text) }),
        case .name(let name)? = (try? syntax.tree(of: item.text))?.root.kind,
        let place = open.firstIndex(where: { $0.name == name }),
        report(open[place], at: item.path, to: issues)
      else { continue }
      open.remove(at: place)
    }
  }

  private func report(_ lever: Lever, at path: String, to issues: IssueCollector) -> Bool {
    let words = compiled.scenario.names.words(of: path, section: true)
    guard let limits = Parameter.at(words)?.limits, let allowed = limits.range,
      let range = lever.range
    else { return false }
    // A share of another time is one between the same limits, in what unit ever.
    let isNumber = lever.unit == .one || lever.unit.isFraction
    let scale = isNumber ? lever.unit.scale.value : 1
    let (low, high) = (range.lowerBound * scale, range.upperBound * scale)
    guard low < allowed.lowerBound || isNumber && high > allowed.upperBound else { return false }
    let isShare = allowed.upperBound == 1
    let times = lever.isShare && lever.unit == .one ? 100.0 : 1
    let (from, to) = (plain(range.lowerBound * times), plain(range.upperBound * times))
    let unit = times == 100 ? " %" : lever.unit == .one ? "" : " \(lever.unit.symbol)"
    issues.report(
      lever.place, "levers.\(lever.name).range",
      Phrase(
        "goes from \(from)\(unit) to \(to)\(unit), and \(path), which is \(lever.name.quoted), ",
        "从 \(from)\(unit) 至 \(to)\(unit)，而取 \(lever.name.quoted) 的 \(path) ") + limits.demand,
      isShare && lever.unit == .one && low >= 0 && (2...100).contains(high) && !lever.isShare
        && lever.defaultValue <= high / 100
        ? Phrase(
          "write it in percent, `range: [\(from) %, \(to) %]`",
          "请写成百分数 `range: [\(from) %, \(to) %]`")
        : Phrase("narrow it", "请缩小范围"))
    return true
  }
}
