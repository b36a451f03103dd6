package import Wording

/// Something of a plan that can be moved: what it is called, what it is now, and how a slider moves it.
package struct Control: Sendable {
  /// What is moved.
  enum Subject: Hashable, Sendable {
    case lever(String)
    /// An end of the range of an uncertainty: its 10 % or its 90 % quantile.
    case end(String, isHigh: Bool)
    /// The law of an uncertainty as a file writes it.
    case law(String)
    case model(String)
    case ceiling(String)
    /// When an indicator was observed anew, and the value; there are several, which have numbers from 1.
    case date(String, number: Int)
    case observation(String, number: Int)
    /// The threshold of a target, under the word of its condition.
    case threshold(String, word: String)
    /// When a target is due, under `in` or `by`.
    case deadline(String, word: String)

    /// The name in the file of what it is of.
    var name: String {
      switch self {
      case .lever(let name), .end(let name, _), .law(let name), .model(let name),
        .ceiling(let name), .date(let name, _), .observation(let name, _),
        .threshold(let name, _), .deadline(let name, _):
        name
      }
    }
  }

  /// The parts of a page on which controls stand.
  package enum Group: Int, CaseIterable, Sendable {
    case levers, targets, observations, growth, uncertainties
  }

  /// How a slider moves a number.
  package struct Slider: Hashable, Sendable {
    /// Its ends.
    let low, high: Double
    /// The distance between places.
    let step: Double
    /// What stands behind the number.
    let suffix: String
    /// What stands at its places, where these are no numbers: dates.
    let texts: [String]

    init(low: Double, high: Double, step: Double, suffix: String = "") {
      (self.low, self.high, self.step, self.suffix) = (low, high, step, suffix)
      texts = []
    }

    init(texts: [String]) {
      (low, high, step, suffix) = (0, Double(texts.count - 1), 1, "")
      self.texts = texts
    }
  }

  let subject: Subject
  /// Where it stands.
  package let group: Group
  /// What it is called.
  package var label: String
  /// What may be written, in a few words.
  package let hint: Phrase
  /// What it is where nobody moves it.
  package let initial: String
  /// How a slider moves it; nil where it is only written.
  package var slider: Slider? = nil
  /// What can be chosen, with the words for it; empty where it is written.
  package var choices: [(value: String, label: Phrase)] = []

  /// The name of its field in a form: what it is of, and the name in the file.
  package var id: String {
    switch subject {
    case .lever(let name): "lever.\(name)"
    case .end(let name, let isHigh): (isHigh ? "high." : "low.") + name
    case .law(let name): "law.\(name)"
    case .model(let name): "model.\(name)"
    case .ceiling(let name): "ceiling.\(name)"
    case .date(let name, let number): "date.\(name)\(Self.mark(number))"
    case .observation(let name, let number): "seen.\(name)\(Self.mark(number))"
    case .threshold(let name, _): "target.\(name)"
    case .deadline(let name, _): "due.\(name)"
    }
  }

  /// The number of an observation behind a name, which has no `#`.
  private static func mark(_ number: Int) -> String { number == 1 ? "" : "#\(number)" }

  /// Whether it is seen only by whoever asks for more: all observations of an indicator but the first.
  var isFurther: Bool {
    switch subject {
    case .date(_, let number), .observation(_, let number): number > 1
    default: false
    }
  }
}
