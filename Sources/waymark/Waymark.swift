import Scenarios
import Simulation
@main struct W { static func main() throws {
  for f in CommandLine.arguments.dropFirst() {
    do { let s = try Scenario(file: f)
      let c = try CompiledScenario(s)
      var o = Simulator.Options(); o.workers = 4
      let t0 = ContinuousClock.now
      let r = Simulator(c.plan).run(paths: s.simulation.paths, options: o)
      print(ContinuousClock.now - t0)
      for (i, k) in c.plan.cases.enumerated() { for (j, t) in c.plan.targets.enumerated() { for d in t.deadlines.indices { let a = r.cases[i].targets[j].attainment(d); print(k.name, t.name, t.deadlines[d].label, a.estimate, a.standardError) } }
        for (j, ind) in c.plan.indicators.enumerated() { for st in [1, c.plan.grid.count/2, c.plan.grid.count-1] { if let b = r.cases[i].bands[j][st] { print("  ", ind.name, c.plan.grid.period(st), b.moments.mean, b.moments.standardDeviation, b.histogram.quantile(0.1), b.histogram.quantile(0.5), b.histogram.quantile(0.9)) } } }
        print("  failures", r.cases[i].failures) }
      for n in c.notes { print(n) }
    } catch { print(error) }
  } } }
