internal import Experiments
internal import Wording

extension AttainmentGap {
  /// The sentence for people.
  var sentence: Phrase {
    func percent(_ share: Double) -> String { "\((share * 10_000).rounded() / 100) %" }
    let (estimate, error) = (percent(attainment.estimate), percent(attainment.standardError))
    return Phrase(
      "\(target) has a probability of \(estimate) (± \(error)) in case \(caseName), below the "
        + "\(percent(share)) of --fail-below",
      "情景 \(caseName) 中 \(target) 的概率为 \(estimate)（± \(error)），低于 --fail-below 的 \(percent(share))")
  }
}
