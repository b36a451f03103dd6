public import Wording

/// What a command tells people, as values: what is said, in which order.
///
/// How it looks is the matter of a renderer.
public struct Document: Sendable {
  /// A part that is read together, perhaps under a heading.
  public struct Section: Sendable {
    /// What the section is about.
    public let heading: String?
    /// What it says, in order.
    public let items: [Item]

    package init(_ heading: String?, _ items: [Item]) {
      self.heading = heading
      self.items = items
    }

    /// A section without a heading.
    package init(_ items: [Item]) { self.init(nil, items) }

    /// A section of sentences.
    package init(sentences: [String]) { self.init(sentences.map { .sentence($0) }) }

    /// A section of facts under a heading; none where there are none.
    package init(_ heading: String, facts: [String]) {
      self.init(facts.isEmpty ? nil : heading, facts.map { .detail($0) })
    }

    /// Whether it says nothing.
    public var isEmpty: Bool { items.isEmpty }
  }

  /// One thing that is said.
  public enum Item: Sendable {
    /// A sentence, or several that belong together.
    case sentence(String)
    /// What belongs to the sentence or the heading before it.
    case detail(String)
    /// The answer to a question.
    case answer(Answer)
    /// Rows under their headings.
    case table(TextTable)
    /// A picture.
    case chart(Chart)
    /// What can be typed to go on.
    case command(String)
  }

  /// What is answered, the answer in a sentence, and its probability where it is one.
  public struct Answer: Sendable {
    /// What was asked for.
    public let name: String
    /// The answer in a sentence.
    public let text: String
    /// The probability, where the answer is one.
    public let share: Double?

    /// An answer.
    package init(name: String, text: String, share: Double?) {
      self.name = name
      self.text = text
      self.share = share
    }
  }

  /// What it is about.
  public let title: String
  /// The language of its texts.
  public let language: Language

  /// The sections that say something.
  public let sections: [Section]

  package init(title: String, language: Language, _ sections: [Section]) {
    self.title = title
    self.language = language
    var taken: Set<String> = []
    self.sections = sections.filter { !$0.isEmpty }.map { section in
      Section(section.heading, section.items.map { $0.withOwnFile(&taken) })
    }
  }
}

extension Document.Item {
  /// The item with a chart whose file no other one of the document has: a/b and a:b are written alike.
  ///
  /// Case does not tell names apart, as on some file systems.
  fileprivate func withOwnFile(_ taken: inout Set<String>) -> Document.Item {
    guard case .chart(let chart) = self else { return self }
    var name = chart.name
    var number = 1
    while !taken.insert(name.lowercased()).inserted {
      number += 1
      name = "\(chart.name)-\(number)"
    }
    return number == 1
      ? self
      : .chart(
        Chart(name: name, title: chart.title, description: chart.description, chart.content))
  }
}

/// What has a document to show.
public protocol Documented {
  /// The whole answer.
  var document: Document { get }
}

extension Documented {
  /// The answer as plain text of the usual width, with a line end after each line.
  public var text: String { PlainRenderer().text(document) }
}
