import ColumnLoops
import FusedFunctions
import Lanes
import Random
import SpecialFunctions

// What the numeric core gives, as a line a function: the hash of the bits of all its results. Two processors have the same
// core where they print the same lines. Written in what is left of Swift where there is no operating system (Embedded Swift),
// for that is what the toolchain can compile for other processors. tools/determinism-matrix builds and compares it.

/// FNV-1a over the bits of numbers; one NaN is as good as another.
struct Digest {
  var state: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ bits: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      state = (state ^ ((bits &>> UInt64(shift)) & 0xff)) &* 0x100_0000_01b3
    }
  }

  mutating func add(_ x: Double) { add(x.isNaN ? 0x7ff8_0000_0000_0000 : x.bitPattern) }
}

func say(_ name: StaticString, _ digest: Digest) {
  let hexadecimal: [Character] = [
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c", "d", "e", "f",
  ]
  var text = ""
  for shift in stride(from: 60, through: 0, by: -4) {
    text.append(hexadecimal[Int((digest.state &>> UInt64(shift)) & 15)])
  }
  print(text, terminator: " ")
  print(name)
}

/// splitmix64.
struct Arguments {
  var state: UInt64 = 20_261_129

  mutating func word() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z &>> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z &>> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z &>> 31)
  }

  /// In (0, 1).
  mutating func uniform() -> Double { (Double(word() &>> 12) + 0.5) * 0x1p-52 }

  /// Any bits, a usual number, or a small one.
  mutating func number() -> Double {
    switch word() % 8 {
    case 0: Double(bitPattern: word())
    case 1: 1500 * (uniform() - 0.5)
    case 2: Double(word() % 21) - 10
    case 3: uniform() * 1e-12
    default: 40 * (uniform() - 0.5)
    }
  }

  mutating func uniforms(_ count: Int) -> [Double] {
    var column: [Double] = []
    for _ in 0..<count { column.append(uniform()) }
    return column
  }

  mutating func numbers(_ count: Int) -> [Double] {
    var column: [Double] = []
    for _ in 0..<count { column.append(number()) }
    return column
  }
}

@main struct Core {
  static let rows = 100_003
  static let calls = 30_000

  static func main() {
    var arguments = Arguments()
    single(&arguments)
    columns(&arguments)
    draws(&arguments)
    counts(&arguments)
    summaries(&arguments)
    programs(&arguments)
    curves(&arguments)
  }

  static func of(_ name: StaticString, _ results: [Double]) {
    var digest = Digest()
    for x in results { digest.add(x) }
    say(name, digest)
  }

  // MARK: Single numbers

  static func each(
    _ name: StaticString, _ arguments: inout Arguments, _ function: (Double) -> Double
  ) {
    var digest = Digest()
    for _ in 0..<calls { digest.add(function(arguments.number())) }
    say(name, digest)
  }

  static func probabilities(
    _ name: StaticString, _ arguments: inout Arguments, _ function: (Double) -> Double
  ) {
    var digest = Digest()
    for _ in 0..<calls { digest.add(function(arguments.uniform())) }
    say(name, digest)
  }

  static func positive(
    _ name: StaticString, _ arguments: inout Arguments, _ function: (Double, Double, Double) -> Double
  ) {
    var digest = Digest()
    for _ in 0..<calls / 10 {
      let a = Elementary.exp(12 * (arguments.uniform() - 0.5))
      let b = Elementary.exp(12 * (arguments.uniform() - 0.5))
      digest.add(function(a, b, arguments.uniform()))
    }
    say(name, digest)
  }

  static func single(_ arguments: inout Arguments) {
    each("exp", &arguments) { Elementary.exp($0) }
    each("expm1", &arguments) { Elementary.expm1($0) }
    each("log", &arguments) { Elementary.log($0) }
    each("log1p", &arguments) { Elementary.log1p($0) }
    each("log2", &arguments) { Elementary.log2($0) }
    each("log10", &arguments) { Elementary.log10($0) }
    each("logistic", &arguments) { Elementary.logistic($0) }
    each("tanh", &arguments) { Elementary.tanh($0) }
    each("sin", &arguments) { Elementary.sin($0) }
    each("cos", &arguments) { Elementary.cos($0) }
    each("tan", &arguments) { Elementary.tan($0) }
    each("atan", &arguments) { Elementary.atan($0) }
    each("floor", &arguments) { Elementary.floor($0) }
    probabilities("asin", &arguments) { Elementary.asin(2 * $0 - 1) }
    positive("pow", &arguments) { Elementary.pow($0, $1 * ($2 - 0.5)) }
    positive("twelve digits", &arguments) { DecimalDigits.rounded($0 * $1 + $2) }
    each("erfc", &arguments) { ErrorFunction.erfc($0) }
    each("normal law", &arguments) { StandardNormal.cdf($0) }
    probabilities("normal quantile", &arguments) { StandardNormal.quantile($0) }
    probabilities("innovation", &arguments) { StandardNormal.innovation($0) }
    positive("log gamma", &arguments) { a, _, _ in GammaFunction.logGamma(a) }
    positive("incomplete gamma", &arguments) { a, x, _ in GammaFunction.regularizedLower(a: a, x: x) }
    positive("gamma quantile", &arguments) { a, _, p in
      GammaFunction.inverseRegularizedLower(a: a, p: p)
    }
    positive("incomplete beta", &arguments) { a, b, x in BetaFunction.regularized(a: a, b: b, x: x) }
    positive("beta quantile", &arguments) { a, b, p in
      BetaFunction.inverseRegularized(a: a, b: b, p: p)
    }
  }

  // MARK: Columns

  static func columns(_ arguments: inout Arguments) {
    let functions: [(StaticString, ColumnFunction)] = [
      ("exp of a column", .exp), ("expm1 of a column", .expm1), ("log of a column", .log),
      ("log1p of a column", .log1p), ("logistic of a column", .logistic),
    ]
    for (name, function) in functions {
      var column = arguments.numbers(rows)
      var span = column.mutableSpan
      CompiledLoops.replace(function, &span)
      of(name, column)
    }
    var normals = arguments.uniforms(rows)
    var span = normals.mutableSpan
    CompiledLoops.replaceByNormals(&span)
    of("normal quantiles of a column", normals)
  }

  static func draws(_ arguments: inout Arguments) {
    let key = StreamKey(seed: 2022, name: "实验 growth")
    var single = Digest()
    for path in 0..<UInt64(calls) { single.add(key.uniform(path: path, step: UInt32(path % 61))) }
    say("uniform numbers of a stream", single)
    var uniforms = Digest()
    var innovations = Digest()
    var column = [Double](repeating: 0, count: 4099)
    for step in 0..<UInt32(20) {
      var span = column.mutableSpan
      let words = SIMD2<UInt32>(UInt32(truncatingIfNeeded: arguments.word()), step)
      CompiledLoops.fillUniforms(&span, key: words, firstPath: 1 &<< 33, step: step, draw: step % 3)
      for x in column { uniforms.add(x) }
      var other = column.mutableSpan
      CompiledLoops.fillInnovations(&other, key: words, firstPath: 77, step: step, draw: step % 3)
      for x in column { innovations.add(x) }
    }
    say("uniform numbers of columns", uniforms)
    say("innovations of columns", innovations)
  }

  static func counts(_ arguments: inout Arguments) {
    var poisson = arguments.uniforms(rows)
    var means: [Double] = []
    for _ in 0..<rows { means.append(Elementary.exp(16 * arguments.uniform() - 4)) }
    var span = poisson.mutableSpan
    _ = CompiledLoops.replaceByPoisson(&span, mean: means.span, limit: 20)
    of("Poisson counts", poisson)
    var binomial = arguments.uniforms(rows)
    var trials: [Double] = []
    for _ in 0..<rows { trials.append(Elementary.floor(Elementary.exp(10 * arguments.uniform()))) }
    let chances = arguments.uniforms(rows)
    var other = binomial.mutableSpan
    _ = CompiledLoops.replaceByBinomial(&other, trials: trials.span, probability: chances.span, limit: 20)
    of("binomial counts", binomial)
  }

  static func summaries(_ arguments: inout Arguments) {
    let column = arguments.uniforms(rows)
    var bins = [Int](repeating: 0, count: rows)
    var span = bins.mutableSpan
    let extent = CompiledLoops.findBins(column.span, &span)
    var digest = Digest()
    for bin in bins { digest.add(UInt64(bitPattern: Int64(bin))) }
    digest.add(extent.smallest)
    digest.add(extent.largest)
    say("bins", digest)
    let sums = CompiledLoops.sums(column.span, about: 0.4)
    of("sums", [sums.first, sums.second, CompiledLoops.sum(column.span)])
  }

  // MARK: What is compiled of expressions

  /// Each operation alone, then all in turn, on the same columns; and from period to period.
  static func programs(_ arguments: inout Arguments) {
    let codes: [ColumnInstruction.Code] = [
      .copy, .negate, .squareRoot, .magnitude, .reciprocal, .floor, .ceiling, .exp, .log, .add,
      .subtract, .multiply, .divide, .power, .smaller, .larger, .less, .lessOrEqual, .equal,
      .notEqual, .select, .multiplyAdd, .multiplySubtract, .subtractProduct, .differenceProduct,
      .expProduct, .expMultiplyAdd, .expMultiplySubtract, .expSubtractProduct,
      .expDifferenceProduct, .divideBySum, .shareTimesExp,
    ]
    let rows = 4096
    let memory = arguments.numbers(7 * rows)
    func column(_ i: Int) -> ColumnOperand { .column(at: rows * i) }
    var all = Digest()
    for code in codes {
      let instruction = ColumnInstruction(
        code, column(6), column(0), column(1), column(2), column(3), column(4), column(5))
      for x in run(ColumnProgram([instruction], rows: rows), memory)[(6 * rows)...] { all.add(x) }
    }
    say("operations", all)
    // Growth stays in its range for some periods and leaves it for others.
    var even = memory
    for i in even.indices { even[i] = arguments.uniform() }
    let growth = ColumnProgram(
      [
        ColumnInstruction(.growthStart, column(5), column(0), column(1), column(2), column(3), column(4)),
        ColumnInstruction(.growthAdvance, column(5), column(5), column(3)),
        ColumnInstruction(.growthValue, column(6), column(5), column(1), column(2), column(3), column(4)),
      ],
      passes: [.init(0..<1, period: 0)] + (1..<40).map { .init(1..<3, period: $0) }, rows: rows)
    of("even growth", run(growth, even))
  }

  static func run(_ program: ColumnProgram, _ memory: [Double]) -> [Double] {
    var memory = memory
    var span = memory.mutableSpan
    CompiledLoops.run(program, &span)
    return memory
  }

  // MARK: Fits, eight side by side

  static func curves(_ arguments: inout Arguments) {
    var digest = Digest()
    for shape in [CurveShape.logistic, .gompertz, .exponential] {
      for round in 0..<60 {
        let points = 8 + round % 23
        var dates = [Double](repeating: 0, count: 8 * points)
        var values = dates
        for lane in 0..<8 {
          let ceiling = Elementary.exp(4 + arguments.uniform())
          let rate = 6 / Double(points) * (0.7 + 0.6 * arguments.uniform())
          let midpoint = Double(points) * (0.3 + 0.4 * arguments.uniform())
          for i in 0..<points {
            dates[8 * i + lane] = Double(i)
            let share = Elementary.logistic(rate * (Double(i) - midpoint))
            values[8 * i + lane] = ceiling * (share + 0.02 * StandardNormal.quantile(arguments.uniform()))
          }
        }
        let start = CompiledLoops.start(shape, dates: dates.span, values: values.span)
        digest.add(UInt64(start.sound))
        var lanes = CurveLanes()
        for lane in 0..<8 {
          lanes.start(
            lane, ceiling: start.points.ceiling[lane], rate: start.points.rate[lane],
            midpoint: start.points.midpoint[lane])
        }
        var busy: UInt32 = 255
        var memory = [Double](repeating: 0, count: 16 * points)
        while busy != 0 {
          var span = memory.mutableSpan
          busy &= ~CompiledLoops.search(
            shape, dates: dates.span, values: values.span, memory: &span, lanes: &lanes,
            stepLimit: 200, busy: busy)
        }
        for lane in 0..<8 {
          digest.add(lanes.trial.ceiling[lane])
          digest.add(lanes.trial.rate[lane])
          digest.add(lanes.trial.midpoint[lane])
          digest.add(lanes.sums.qq[lane])
          digest.add(lanes.information.kk[lane])
          digest.add(lanes.verdict[lane])
        }
      }
    }
    say("fits of three curves", digest)
  }
}
