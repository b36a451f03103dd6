import CurveFitting
import Experiments
import Expressions
import Foundation
import GrowthCurves
import Quantities
import Reports
import Results
import Scenarios
import TableReading
import Tables
import Wording

/// What libFuzzer calls with bytes that it makes up: whatever they are, no trap, no hang, and what is taken can be taken
/// again.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  target(unsafe Array(UnsafeBufferPointer(start: data, count: size)))
  return 0
}

/// The package manager makes a program's `main` of this name; libFuzzer's own stands behind its driver.
@_cdecl("Fuzz_main")
public func main(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> CInt {
  var (count, arguments) = (count, arguments)
  return unsafe runDriver(&count, &arguments, testOneInput)
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ target: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The kind of input, by the environment: one program for all of them.
private let target: @Sendable ([UInt8]) -> Void = {
  let name = ProcessInfo.processInfo.environment["FUZZ"] ?? ""
  guard let target = targets[name] else {
    fatalError("FUZZ is one of \(targets.keys.sorted())")
  }
  return target
}()

private let targets: [String: @Sendable ([UInt8]) -> Void] = [
  "expression": expression, "quantity": quantity, "csv": csv, "scenario": scenario,
  "plan": plan, "ledger": ledger, "fit": fit, "unit": unit,
]

private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

private func expression(_ bytes: [UInt8]) {
  guard let tree = try? ExpressionParser.parse(text(bytes)) else { return }
  precondition(try! ExpressionParser.parse(tree.source).source == tree.source)
}

/// Dates, days and numbers: what they print is read as the same.
private func quantity(_ bytes: [UInt8]) {
  let text = text(bytes)
  if let period = try? Period(text) {
    let again = try! Period("\(period)")
    precondition(again == period, "\(text): \(period), then \(again)")
  }
  _ = CalendarDay(text)
  if let number = DecimalNumber.parse(text) {
    precondition(number.isFinite == (DecimalNumber.parse("\(number)") != nil), text)
  }
}

/// Units, and numerals in characters: what a unit is called is read as the same unit.
private func unit(_ bytes: [UInt8]) {
  let text = text(bytes)
  _ = try? ChineseNumeral.value(of: text)
  let parser = UnitParser(labels: ["stations"])
  _ = try? parser.declaredUnit(text)
  if let unit = try? parser.unit(text) {
    precondition((try? parser.unit(unit.symbol)) == unit, "\(text): \(unit.symbol)")
  }
}

private func csv(_ bytes: [UInt8]) {
  _ = try? CSVReader.parse(bytes, file: "fuzz.csv")
  var request = DataRequest()
  _ = try? DataFile(bytes, file: "fuzz.csv", request)
  request.time = "year"
  request.value = "value"
  _ = try? DataFile(bytes, file: "fuzz.csv", request)
}

private func scenario(_ bytes: [UInt8]) {
  guard let scenario = try? Scenario(bytes: bytes, name: "fuzz.yaml", folder: nil) else { return }
  _ = try? CompiledScenario(scenario, seed: 1, cases: nil)
}

/// A scenario in good form runs from its text to all its tables and sentences.
private func plan(_ bytes: [UInt8]) {
  var madeUp = MadeUpPlan(bytes)
  let text = madeUp.text()
  guard let scenario = try? Scenario(text: text, name: "fuzz.yaml") else { return }
  var options = RunOptions()
  options.paths = 16
  options.engine.workers = 1
  options.engine.keptPaths = 2
  guard let run = try? Run(scenario, options: options) else { return }
  for row in TargetRow.rows(run.compiled, run.summary) {
    precondition((0...1).contains(row.attainment.estimate), text)
    // Where all paths failed there is nothing to compare, and the run says so.
    precondition(
      row.difference.n == 0 || (-1...1).contains(row.difference.difference), text)
  }
  for table in run.tables { precondition(!table.csv.isEmpty, text) }
  for language in Language.allCases {
    let report = RunText(run, language: language)
    precondition(!PlainRenderer().text(report.document).isEmpty, text)
    precondition(!report.document.page.bytes.isEmpty && !report.document.json.bytes.isEmpty, text)
  }
}

private let folder: String = {
  let folder = "/dev/shm/waymark-fuzz-\(ProcessInfo.processInfo.processIdentifier)"
  try! FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  return folder
}()

private func ledger(_ bytes: [UInt8]) {
  try! Data(bytes).write(to: URL(fileURLWithPath: folder + "/experiment.sqlite"))
  guard let ledger = try? ExperimentLedger.read(in: folder) else { return }
  _ = ledger.identity
  try? ledger.forEachTotal { total in
    for counts in total.counts.joined() {
      precondition((0...1).contains(counts.attainment.estimate))
      precondition((-1...1).contains(counts.difference.difference))
    }
  }
}

/// The first byte names the curve, the others are pairs of numbers of four bytes each.
private func fit(_ bytes: [UInt8]) {
  guard let first = bytes.first else { return }
  let family = CurveFamily.allCases[Int(first) % CurveFamily.allCases.count]
  let numbers = stride(from: 1, to: min(bytes.count, 161) - 3, by: 4).map { place in
    let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[place + $1]) << UInt32(8 * $1) }
    return Double(Float(bitPattern: bits))
  }
  let times = stride(from: 0, to: numbers.count - 1, by: 2).map { numbers[$0] }
  let values = stride(from: 1, to: numbers.count, by: 2).map { numbers[$0] }
  guard let fit = try? CurveFit(family, times: times, values: values) else { return }
  let isNumber = !fit.estimates.contains { $0.isNaN }
  // Without a ceiling there is no shape of the way to it.
  let isSaid = fit.termination == .notFinite || fit.termination == .ceilingNotShown
  precondition(isNumber || isSaid, "\(family) \(times) \(values)")
}
