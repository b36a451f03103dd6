import Benchmark
import Support
import Tables

private func table(_ values: [Double]) -> [UInt8] {
  var writer = CSVWriter(columns: ["case", "a", "b", "c"])
  let label = writer.label("baseline")
  for row in 0..<(values.count / 3) {
    writer.field(label)
    for column in 0..<3 { writer.field(values[row * 3 + column]) }
    writer.endRow()
  }
  return writer.drain()
}

/// A million numbers of 17 digits, three in a row beside a label: 20 megabytes.
let benchmarks: @Sendable () -> Void = {
  let values: @Sendable () -> [Double] = { uniforms(999_999).map { 1_000 * $0 } }
  measure("write") {
    values()
  } run: {
    blackHole(table($0))
  }
  measure("read") {
    table(values())
  } run: {
    blackHole(try CSVReader.parse($0, file: "numbers.csv"))
  }
  measure("numbers of three columns") {
    try CSVReader.parse(table(values()), file: "numbers.csv")
  } run: { table in
    for column in ["a", "b", "c"] { blackHole(try table.numbers(column)) }
  }
  measure("write integers") {
  } run: { (_: inout Void) in
    var writer = CSVWriter(columns: ["n"])
    for n in 0..<1_000_000 {
      writer.field(n)
      writer.endRow()
    }
    blackHole(writer.drain())
  }
}
