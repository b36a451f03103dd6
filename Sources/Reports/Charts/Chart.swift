internal import Wording

/// A picture as values: what is shown, and what it says in words.
///
/// How it looks is the matter of a renderer.
public struct Chart: Sendable {
  /// What is shown.
  public enum Content: Sendable {
    case plot(Plot)
    case bars(BarPlot)
    case grid(GridPlot)
  }

  /// The name of its file, without an extension.
  public let name: String
  /// The one message of the picture.
  public let title: String
  /// What the picture shows, for whom cannot see it.
  public let description: String
  /// What is shown.
  public let content: Content

  package init(name: String, title: String, description: String, _ content: Content) {
    self.name = Chart.fileName(name)
    self.title = title
    self.description = description
    self.content = content
  }

  /// A name that every file system takes.
  private static func fileName(_ name: String) -> String {
    String(name.map { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" ? $0 : "-" })
  }
}

/// Bands, lines and marks over an axis of time or of a quantity.
public struct Plot: Sendable {
  /// A place.
  public struct Point: Sendable {
    /// The place along both axes.
    public let x, y: Double

    package init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// From where to where a band reaches at a place.
  public struct Extent: Sendable {
    /// The place, and both ends.
    public let x, low, high: Double

    package init(_ x: Double, _ low: Double, _ high: Double) {
      self.x = x
      self.low = low
      self.high = high
    }
  }

  /// What is drawn, the first lowest.
  public enum Mark: Sendable {
    /// An area; the outermost of several has the number 0.
    case band([Extent], shade: Int, label: String)
    /// A line; the one that matters has the number 0.
    case line([Point], number: Int, label: String)
    /// What was observed.
    case observations([Point], label: String)
    /// What is to be reached, and where; of which target, where it is one, and by which part of the level a hand moves
    /// it: all of it, or what is to be added to a known value.
    case goal(Point, label: String, of: String? = nil, amount: Double? = nil)
    /// A level from one side to the other.
    case level(Double, label: String)
    /// A moment at which something happens.
    case moment(Double, label: String)
    /// The highest point of what may leave the picture; said only where it does.
    case beyond(Point, label: String)
  }

  /// The axes.
  public let x, y: Axis
  /// What is drawn.
  public let marks: [Mark]

  package init(x: Axis, y: Axis, marks: [Mark]) {
    self.x = x
    self.y = y
    self.marks = marks
  }
}

extension Plot.Mark {
  /// How far up a band goes, which an axis may leave out.
  ///
  /// - Parameters:
  ///   - edge: its upper edge.
  ///   - band: what the band is called.
  ///   - language: that of the words.
  /// - Returns: the mark.
  static func top(of edge: [Plot.Point], band: String, _ language: Language) -> Plot.Mark {
    let highest = edge.filter(\.y.isFinite).max { $0.y < $1.y } ?? Plot.Point(0, -.infinity)
    let text = PlainNumber.text(highest.y, language)
    return .beyond(
      highest, label: Phrase("\(band): up to \(text)", "\(band)：上沿至 \(text)")(language))
  }
}

/// Bars side by side along an axis of a quantity.
public struct BarPlot: Sendable {
  /// A part of a bar.
  public struct Part: Sendable {
    /// Both ends.
    public let from, to: Double
    /// The colour, by number.
    public let number: Int

    package init(from: Double = 0, to: Double, number: Int = 0) {
      self.from = from
      self.to = to
      self.number = number
    }
  }

  /// A bar with its name, its value in words and its doubt.
  public struct Bar: Sendable {
    /// Its name.
    public let label: String
    /// Its value in words.
    public let text: String
    /// Its parts, the first lowest.
    public let parts: [Part]
    /// The interval in which the value may lie.
    public let doubt: ClosedRange<Double>?

    package init(
      _ label: String, _ text: String, _ parts: [Part], doubt: ClosedRange<Double>? = nil
    ) {
      self.label = label
      self.text = text
      self.parts = parts
      self.doubt = doubt
    }
  }

  /// The axis along which they lie.
  public let axis: Axis
  /// The bars from top to bottom.
  public let bars: [Bar]
  /// What each number of a part stands for; nothing where one needs no name.
  public let legend: [String]

  package init(axis: Axis, bars: [Bar], legend: [String] = []) {
    self.axis = axis
    self.bars = bars
    self.legend = legend
  }
}

/// Shares between 0 and 1 in the cells of a grid.
public struct GridPlot: Sendable {
  /// What the columns and the rows are.
  public let xTitle, yTitle: String
  /// The columns from left to right and the rows from bottom to top.
  public let columns, rows: [String]
  /// By row, then column; nothing where nothing is known.
  public let shares: [[Double?]]
  /// What the lines between the cells stand for; nil where that needs no words.
  let edgeNote: String?

  package init(
    xTitle: String, yTitle: String, columns: [String], rows: [String], shares: [[Double?]],
    edgeNote: String? = nil
  ) {
    self.edgeNote = edgeNote
    self.xTitle = xTitle
    self.yTitle = yTitle
    self.columns = columns
    self.rows = rows
    self.shares = shares
  }
}
