import Benchmark
import Columns
import Scenarios
import Simulation
import Support
import Workloads

private let uniformsOnly = """
  waymark: 1
  scenario: Uniform numbers only
  time: {start: 2000, end: 2060}
  indicators:
    number: {kind: derived, expression: "each(uniform(0, 1))"}
  targets:
    high: {of: number, at_least: 0.9, in: 2060}

  """

/// About a million path-periods: 16,640 paths of 60 periods, one worker.
let benchmarks: @Sendable () -> Void = {
  let scenarios = [
    ("W1a", Workload.W1a.scenario ?? ""), ("W1", Workload.W1.scenario ?? ""),
    ("uniforms", uniformsOnly),
  ]
  for set in InstructionSet.available {
    for (name, text) in scenarios {
      measure("\(name), \(set)") {
        InstructionSet.use(set)
        return Simulator(try CompiledScenario(Scenario(text: text, name: name)).plan)
      } run: { simulator in
        var options = Simulator.Options()
        options.keepsPace = false
        blackHole(simulator.run(paths: 16_640, options: options))
      }
    }
  }
}
