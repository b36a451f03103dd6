import Distributions

/// The order in which a block evaluator computes some nodes of a graph.
///
/// What changes neither from path to path nor from step to step is a scalar; what changes with the
/// path only is computed once for a block; the rest once for every step. Within a step there are
/// stages: the engine may set inputs (an indicator just advanced) between one stage and the next.
/// Each node is computed in the first stage that needs it and kept for the later ones.
public struct EvaluationSchedule: Sendable {
  /// A draw whose uniforms the engine supplies.
  public struct ScheduledDraw: Sendable {
    /// The node in the graph.
    public let node: NodeID
    /// What is drawn.
    public let draw: Draw
    /// The number by which the evaluator knows it.
    public let slot: Int
  }

  /// The draws of a path: uniforms are filled once for a block, before the prologue.
  public private(set) var pathDraws: [ScheduledDraw] = []
  /// The draws of a period: uniforms are filled at every step, before its first stage.
  public private(set) var stepDraws: [ScheduledDraw] = []
  /// The inputs that some node reads.
  public private(set) var inputs: [InputID] = []
  private let takesValues: Bool
  private let takesStepValues: Bool
  private(set) var once: [EvaluationStage] = []
  private(set) var stages: [EvaluationStage] = []
  /// How many columns of one chunk the programs use in passing.
  private(set) var temporaries = 0
  /// The nodes that are evaluated, in their order, and where the value of each is; nil where it is
  /// kept nowhere.
  private var nodes: [NodeID]
  private var places: [Operand?]
  private(set) var inputPlaces: [Operand?] = []
  private(set) var uniformPlaces: [Int] = []
  private(set) var scalars: [Double] = []
  private(set) var columns = 0
  private(set) var elapsedPlace: Int?
  private(set) var yearPlace: Int?
  /// The places of what even growth needs to know of a step, where there is one.
  private(set) var growth: GrowthPlaces?
  private let stepsPerYear: Int

  /// Plans the evaluation of some nodes.
  ///
  /// - Parameters:
  ///   - graph: the graph.
  ///   - once: the nodes to compute once for a block, in stages. What later stages need of that
  ///     kind is added to the last of them.
  ///   - stages: the nodes to compute at every step, in stages.
  ///   - takesValues: whether the engine supplies the values of path draws with a fixed law in
  ///     place of their uniforms, so that several evaluators can share them.
  ///   - takesStepValues: whether it does so for the draws of a period too.
  /// - Precondition: the nodes of `once` do not change in time.
  public init(
    _ graph: ExpressionGraph, once: [[NodeID]] = [], stages: [[NodeID]], takesValues: Bool = false,
    takesStepValues: Bool = false
  ) {
    self.takesValues = takesValues
    self.takesStepValues = takesStepValues
    stepsPerYear = graph.stepsPerYear ?? 1
    nodes = graph.reachable(from: once.joined().map(\.self) + stages.joined())
    places = [Operand?](repeating: nil, count: nodes.count)
    var onceRoots = once.isEmpty ? [[]] : once
    let steady = graph.reachable(from: stages.joined()).filter {
      !graph.rate(of: $0).changesInTime
    }
    onceRoots[onceRoots.count - 1] += steady
    var plain: [[Instruction]] = []
    for roots in onceRoots {
      for root in roots {
        precondition(
          !graph.rate(of: root).changesInTime, "node \(root.index) changes in time")
      }
      plain.append(add(roots, of: graph))
    }
    for roots in stages { plain.append(add(roots, of: graph)) }
    let asked = once.joined().map(\.self) + stages.joined()
    let states = plain.joined().compactMap { instruction -> Operand? in
      if case .growing(_, let state, _, _, _, _) = instruction { state } else { nil }
    }
    let fusion = ColumnFusion(plain, kept: Set(asked.map { place(of: $0) } + states))
    self.once = Array(fusion.stages.prefix(onceRoots.count))
    self.stages = Array(fusion.stages.dropFirst(onceRoots.count))
    temporaries = fusion.temporaries
    for index in places.indices {
      if case .column(let column)? = places[index], fusion.dropped.contains(column) {
        places[index] = nil
      }
    }
  }

  /// The same schedule for other nodes, which depend on each other in the same way and differ in constants.
  func rebound(to others: [NodeID], of graph: ExpressionGraph) -> EvaluationSchedule {
    var copy = self
    func other(_ draw: ScheduledDraw) -> ScheduledDraw {
      guard let slot = slot(of: draw.node) else { return draw }
      return ScheduledDraw(node: others[slot], draw: draw.draw, slot: draw.slot)
    }
    copy.pathDraws = pathDraws.map(other)
    copy.stepDraws = stepDraws.map(other)
    copy.nodes = others
    for (index, place) in places.enumerated() {
      if case .scalar(let scalar)? = place, let value = graph.constant(others[index]) {
        copy.scalars[scalar] = value
      }
    }
    return copy
  }

  /// Whether a node has one value for all paths.
  public func isScalar(_ node: NodeID) -> Bool {
    if case .scalar = place(of: node) { true } else { false }
  }

  func place(of node: NodeID) -> Operand {
    guard let slot = slot(of: node), let place = places[slot] else {
      preconditionFailure("node \(node.index) is not in the schedule")
    }
    return place
  }

  /// The number of a node among those that are evaluated.
  private func slot(of node: NodeID) -> Int? {
    var (low, high) = (0, nodes.count)
    while low < high {
      let middle = (low + high) / 2
      if nodes[middle] < node { low = middle + 1 } else { high = middle }
    }
    return low < nodes.count && nodes[low] == node ? low : nil
  }

  private mutating func add(_ roots: [NodeID], of graph: ExpressionGraph) -> [Instruction] {
    graph.reachable(from: roots).compactMap { id in
      guard let slot = slot(of: id), places[slot] == nil else { return nil }
      let place = newPlace(isScalar: graph.rate(of: id).isScalar)
      places[slot] = place
      return add(id, at: place, of: graph)
    }
  }

  private mutating func add(
    _ id: NodeID, at place: Operand, of graph: ExpressionGraph
  ) -> Instruction? {
    switch graph[id] {
    case .constant(let value):
      scalars[place.index] = value
      return nil
    case .elapsed:
      elapsedPlace = place.index
      return nil
    case .year:
      yearPlace = place.index
      return nil
    case .input(let input):
      if inputPlaces.count <= input.index {
        inputPlaces += [Operand?](repeating: nil, count: input.index + 1 - inputPlaces.count)
      }
      inputPlaces[input.index] = place
      inputs.append(input)
      return nil
    case .draw(let draw):
      return add(draw, at: place, node: id)
    case .unary(let operation, let a):
      return .unary(operation, place, self.place(of: a))
    case .binary(let operation, let a, let b):
      return .binary(operation, place, self.place(of: a), self.place(of: b))
    case .select(let condition, let a, let b):
      return .select(
        place, self.place(of: condition), self.place(of: a), self.place(of: b))
    case .row(let table, let a):
      return .row(place, table, self.place(of: a))
    case .growing(let a, let b, let factor):
      let places = growth ?? newGrowthPlaces()
      growth = places
      return .growing(
        place, newPlace(isScalar: false), self.place(of: a), self.place(of: b),
        self.place(of: factor), places)
    }
  }

  private mutating func add(_ draw: Draw, at place: Operand, node: NodeID) -> Instruction? {
    let scheduled = ScheduledDraw(node: node, draw: draw, slot: uniformPlaces.count)
    if draw.isPerPeriod { stepDraws.append(scheduled) } else { pathDraws.append(scheduled) }
    switch draw.law {
    case .fixed(let law):
      // Uniforms become draws in place.
      uniformPlaces.append(place.index)
      let isTaken = draw.isPerPeriod ? takesStepValues : takesValues
      return isTaken ? nil : .draw(LawSampler(law), place.index)
    case .varying(let form, let parameters):
      // Uniforms are kept: the parameters may change at the next step.
      let uniforms = newPlace(isScalar: false).index
      uniformPlaces.append(uniforms)
      return .varyingDraw(
        form.construction, place.index, uniforms: uniforms,
        parameters.map { self.place(of: $0) })
    }
  }

  private mutating func newGrowthPlaces() -> GrowthPlaces {
    GrowthPlaces(
      start: newPlace(isScalar: true), count: newPlace(isScalar: true),
      elapsed: newPlace(isScalar: true))
  }

  /// The values that the numbers of time have in a step, by their places.
  func times(elapsed: Double, year: Double) -> [(place: Int, value: Double)] {
    var values: [(place: Int, value: Double)] = []
    if let elapsedPlace { values.append((elapsedPlace, elapsed)) }
    if let yearPlace { values.append((yearPlace, year)) }
    if let growth {
      let step = Int((elapsed * Double(stepsPerYear)).rounded())
      let first = EvenGrowth.start(of: step)
      values.append((growth.start.index, Double(first) / Double(stepsPerYear)))
      values.append((growth.count.index, Double(step - first)))
      values.append((growth.elapsed.index, elapsed))
    }
    return values
  }

  private mutating func newPlace(isScalar: Bool) -> Operand {
    if isScalar {
      scalars.append(0)
      return .scalar(scalars.count - 1)
    }
    columns += 1
    return .column(columns - 1)
  }
}

/// Where the numbers of a step stand that even growth reads: the years at which its product begins, how many
/// steps that is ago, and the years of the step itself.
struct GrowthPlaces: Hashable, Sendable {
  let start: Operand
  let count: Operand
  let elapsed: Operand
}

/// Where a value stands in an evaluator.
enum Operand: Hashable, Sendable {
  case scalar(Int)
  case column(Int)

  var index: Int {
    switch self {
    case .scalar(let index), .column(let index): index
    }
  }
}

/// One step of the evaluator: the result's place comes first.
enum Instruction: Sendable {
  case unary(UnaryOperation, Operand, Operand)
  case binary(BinaryOperation, Operand, Operand, Operand)
  case select(Operand, Operand, Operand, Operand)
  case row(Operand, RowTable, Operand)
  /// Even growth: its product comes second, then the exponent at the start, what a year adds, and the factor
  /// of a step.
  case growing(Operand, Operand, Operand, Operand, Operand, GrowthPlaces)
  case draw(LawSampler, Int)
  case varyingDraw(LawConstruction, Int, uniforms: Int, [Operand])
}
