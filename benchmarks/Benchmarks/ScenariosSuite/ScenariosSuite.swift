import Benchmark
import Scenarios
import Support
import Workloads

/// From a file to a plan.
let benchmarks: @Sendable () -> Void = {
  let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
  let luohu = "/\(root)/scenarios/luohu-high-tech.yaml"
  measure("read and check: Luohu") {
    luohu
  } run: { file in
    blackHole(try Scenario(file: file))
  }
  measure("compile, with its forecasts: Luohu") {
    try Scenario(file: luohu)
  } run: { scenario in
    blackHole(try CompiledScenario(scenario))
  }
  measure("read and check: W3, 1,000 cases") {
    Workload.W3.scenario ?? ""
  } run: { text in
    blackHole(try Scenario(text: text, name: "W3"))
  }
  measure("compile: W3, 1,000 cases") {
    try Scenario(text: Workload.W3.scenario ?? "", name: "W3")
  } run: { scenario in
    blackHole(try CompiledScenario(scenario))
  }
}
