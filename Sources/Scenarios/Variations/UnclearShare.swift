internal import Expressions
package import Wording

extension Scenario {
  /// Why somebody may not type a number for a lever or an uncertainty that is written in percent; nil where it
  /// can be meant in one way, as within the range of a lever.
  package func unclearShare(_ text: String, of name: String) -> Phrase? {
    let lever = levers.first { $0.name == name }
    if let range = lever?.range, let number = ConstantText(text)?.value, range.contains(number) {
      return nil
    }
    let law = uncertainties.first { $0.name == name }?.law
    guard
      let largest = lever?.largestShare ?? law.flatMap({ try? $0.tree() })?.largestPercentage,
      let bare = BareShare(text, beside: largest)
    else { return nil }
    return bare.problem + .semicolon + bare.advice
  }
}
