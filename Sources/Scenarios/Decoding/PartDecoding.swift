internal import Wording

// What parts share with one another, and how much of one is in another.
extension ScenarioDecoder {
  /// Reports parts, families and regions whose name something else has.
  func reportTakenNames(_ parts: [Part]) {
    for part in document.parts where !part.name.isEmpty {
      let name = part.member?.family ?? part.name
      guard let kind = names.kinds[name] else { continue }
      issues.report(
        part.place, "include.\(name)",
        Phrase(
          "the name \(name.quoted) is also that of the \(kind.rawValue)",
          "名称 \(name.quoted) 也是\(kind.word.chinese)的名称"),
        Phrase("rename one of them", "请改名其一"))
    }
  }

  // MARK: Parts of wholes

  /// Declares the share of each indicator that is part of another one as an uncertainty.
  mutating func declareShares(_ parts: [Part]) {
    for part in parts {
      for field in part.root["indicators"]?.named("") ?? [] where field.node["part_of"] != nil {
        names.declareShare(of: field)
      }
    }
  }

  /// The shares of indicators that are part of others: as written, or all of it.
  func shares(_ parts: [Part]) -> [Uncertainty] {
    var shares: [Uncertainty] = []
    for part in parts {
      for field in part.root["indicators"]?.named("") ?? [] {
        guard let entry = field.node.entries?.first(where: { $0.key == "part_of" }) else {
          if let share = field.node.entries?.first(where: { $0.key == PartShare.word }) {
            issues.report(
              share.keyPlace, "\(field.path).share",
              Phrase("stands without `part_of`", "缺少 `part_of`"),
              Phrase(
                "write `part_of: cluster, share: uniform(0.6, 1)`",
                "请写 `part_of: cluster, share: uniform(0.6, 1)`"))
          }
          continue
        }
        let whole = field.child(entry)
        guard document.scopes[0].names.wholes[field.name] != nil else {
          _ = knownIndicator(whole)
          continue
        }
        let share = field.node.entries?.first { $0.key == PartShare.word }
        let path = "uncertainties.\(field.name).\(PartShare.word)"
        var law = share.flatMap { field.child($0).at(path: path).expression() }
        if share == nil {
          law = ExpressionText(text: "1", place: whole.place, path: path, isVerbatim: false)
        }
        guard let law else { continue }
        require(law, .share(Phrase("a share of the whole", "整体中的份额")))
        shares.append(
          Uncertainty(
            name: "\(field.name).\(PartShare.word)", law: law, remarks: .none,
            place: share?.keyPlace ?? entry.keyPlace))
      }
    }
    reportCircles()
    return shares
  }

  private func reportCircles() {
    let wholes = document.scopes[0].names.wholes
    for circle in Circles.find(wholes.mapValues { [$0] }) {
      guard
        let place = document.parts.lazy.compactMap({ part in
          part.root["indicators"]?.entries?.first { part.qualified($0.key) == circle[0] }
        }).first
      else { continue }
      let way = (circle + [circle[0]]).joined(separator: " → ")
      issues.report(
        place.keyPlace, "indicators.\(circle[0]).part_of",
        Phrase("is a part of itself: \(way)", "是自身的组成部分：\(way)"),
        Phrase("remove one `part_of`", "请删去一个 `part_of`"))
    }
  }
}
