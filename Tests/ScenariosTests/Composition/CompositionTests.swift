import Foundation
import Scenarios
import Testing
import _TestSupport

/// What files and families in one scenario are called, what they see of one another, and what is
/// refused.
@Suite struct CompositionTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try write(
      "city.yaml",
      """
      waymark: 1
      time: {start: 2020, end: 2030, step: year}
      uncertainties: {downturn: "normal(0, 0.02)"}
      levers: {crews: {default: 40, range: [20, 80]}}
      indicators:
        firms: {kind: count, history: {2020: 100}, growth: {model: exponential, rate: 0.05, boost: downturn + 0.001 * crews}}
        twice: {kind: derived, expression: 2 * firms}
      events: {slump: {chance: 0.1 per year, affects: firms, multiply: 0.9, lasts: 1 year}}
      cases: {baseline: {}, push: {crews: 60}, assumed: {assume: {firms.growth.rate: 0.1}}}
      targets: {many: {of: firms, at_least: 150, by: 2028}, told: {of: twice, at_least: 1, informative: true}}
      """)
  }

  private func write(_ name: String, _ text: String) throws {
    try text.write(toFile: folder.path + "/" + name, atomically: true, encoding: .utf8)
  }

  private func scenario(_ text: String) throws -> Scenario {
    try Scenario(
      text: "waymark: 1\n" + text, name: folder.path + "/all.yaml", folder: folder.path)
  }

  /// What is refused, one line each.
  private func problems(_ text: String) -> [String] {
    do {
      _ = try CompiledScenario(scenario(text))
      return []
    } catch let error as ScenarioError {
      return "\(error)".split(separator: "\n").map(String.init)
    } catch {
      return "\(error)".split(separator: "\n").map(String.init)
    }
  }

  private func isRefused(_ text: String, saying words: String) -> Bool {
    problems(text).contains { $0.contains(words) }
  }

  // MARK: Files

  @Test func `a file comes under its name, with its own time`() throws {
    try write(
      "months.yaml",
      "waymark: 1\ntime: {start: 2021-03, end: 2022-12}\nindicators: {a: {kind: count, initial: 0, entries: 1}}\n"
    )
    let all = try scenario("include: {city: city.yaml, months: {file: months.yaml}}\n")
    #expect(all.indicators.map(\.name) == ["city.firms", "city.twice", "months.a"])
    #expect(all.levers.map(\.name) == ["city.crews"])
    #expect(all.targets.map(\.name) == ["city.many", "city.told"])
    #expect(all.events.map(\.name) == ["city.slump"])
    #expect(all.events.first?.affects == ["city.firms"])
    #expect("\(all.time.start)" == "2020-01")
    #expect("\(all.time.end)" == "2030-12")
    #expect(all.indicator("months.a")?.initialDate.map { "\($0)" } == "2021-03")
  }

  @Test func `values come from outside, numbers as defaults and laws as laws`() throws {
    let all = try scenario(
      """
      include: {city: {file: city.yaml, with: {crews: 60, downturn: macro}}}
      uncertainties: {macro: "normal(0, 0.05)"}
      """)
    #expect(all.levers.first?.defaultValue == 60)
    #expect(all.levers.first?.range == 20...80)
    #expect(all.uncertainties.map(\.law.text) == ["normal(0, 0.05)", "macro"])
    #expect(
      isRefused(
        "include: {city: {file: city.yaml, with: {crew: 60}}}", saying: "did you mean `crews`?"))
  }

  /// 8 was 800 %.
  @Test func `a number from outside is asked where the file has a percentage`() throws {
    try write(
      "percent.yaml",
      """
      waymark: 1
      time: {start: 2020, end: 2022}
      levers: {k: {default: 5 %, range: [0, 20 %]}, l: 5 %}
      uncertainties: {u: "uniform(3 %, 8 %)"}
      indicators: {a: {kind: output, initial: 1, growth: {model: exponential, rate: 0, boost: k + l + u}}}
      """)
    for name in ["k", "l", "u"] {
      let found = problems("include: {p: {file: percent.yaml, with: {\(name): 8}}}\n")
      #expect(found.count { $0.contains("write `8 %`, or `800 %` for 8 times the whole") } == 1)
      let shares = ["8 %", "0.08"].map {
        "include: {p: {file: percent.yaml, with: {\(name): \($0)}}}\n"
      }
      #expect(shares.allSatisfy { problems($0).isEmpty })
    }
  }

  @Test func `a law from outside leaves what people are told of it`() throws {
    try write(
      "told.yaml",
      """
      waymark: 1
      time: {start: 2020, end: 2022}
      uncertainties: {slump: {law: "normal(0, 0.02)", label: Slump}, boom: "normal(0, 1)"}
      indicators: {a: {kind: output, initial: 1, growth: {model: exponential, rate: slump + boom}}}
      """)
    let all = try scenario(
      "include: {p: {file: told.yaml, with: {slump: \"normal(1, 2)\", boom: {law: \"normal(0, 3)\", label: Boom}}}}\n"
    )
    #expect(all.uncertainties.map(\.law.text) == ["normal(1, 2)", "normal(0, 3)"])
    #expect(all.uncertainties.map(\.remarks.label) == ["Slump", "Boom"])
  }

  @Test func `one draw, one lever and one event serve several files`() throws {
    let all = try scenario(
      """
      include: {a: city.yaml, b: city.yaml}
      uncertainties: {macro: "normal(0, 0.05)"}
      levers: {crews: 30}
      events: {crisis: {chance: 0.2 per year, affects: a.firms, multiply: 0.8}}
      share: {macro: [a.downturn, b.downturn], crews: [a.crews, b.crews], crisis: [a.slump, b.slump]}
      """)
    #expect(all.levers.map(\.name) == ["crews"])
    #expect(all.events.map(\.name) == ["crisis"])
    #expect(all.events.first?.affects == ["a.firms", "b.firms"])
    #expect(
      isRefused(
        "include: {a: city.yaml}\nshare: {macro: [a.downturn]}",
        saying: "is shared and not declared here"))
    #expect(
      isRefused(
        "include: {a: city.yaml}\nuncertainties: {m: \"normal(0, 1)\"}\nshare: {m: [a.nothing]}",
        saying: "there is no lever or uncertainty `a.nothing`"))
    #expect(
      isRefused(
        "include: {a: city.yaml}\nlevers: {m: 1, n: 2}\nshare: {m: [a.crews], n: [a.crews]}",
        saying: "is shared as `m` already"))
  }

  @Test func `cases name cases of files, and the first one of each holds otherwise`() throws {
    let all = try scenario(
      """
      include: {a: city.yaml, b: {file: city.yaml, case: push}}
      cases: {base: {}, pushed: {a: push, b.crews: 50}, rated: {a: assumed}}
      """)
    #expect(
      all.cases.map(\.levers) == [
        ["b.crews": 60], ["a.crews": 60, "b.crews": 50], ["b.crews": 60],
      ])
    #expect(all.cases[2].assumptions.map(\.parameter) == ["a.firms.growth.rate"])
    #expect(
      isRefused("include: {a: {file: city.yaml, case: psh}}", saying: "a has no case `psh`"))
  }

  @Test func `a case of a file stands alone, and what is set from outside stays`() throws {
    try write(
      "two.yaml",
      """
      waymark: 1
      time: {start: 2020, end: 2030, step: year}
      levers: {a: 1, b: 2}
      indicators: {x: {kind: derived, expression: a + b}}
      cases: {first: {a: 10}, second: {b: 20}}
      """)
    // The second case leaves `a` at its default: the first one holds where none is named.
    let named = try scenario("include: {p: two.yaml}\ncases: {k: {}, l: {p: second}}\n")
    #expect(named.cases.map(\.levers) == [["p.a": 10], ["p.b": 20]])
    let set = try scenario(
      "include: {p: {file: two.yaml, with: {a: 7}}}\ncases: {k: {}, l: {p: second}, m: {p.a: 8}}\n")
    #expect(set.levers.first { $0.name == "p.a" }?.defaultValue == 7)
    #expect(set.cases.map(\.levers) == [[:], ["p.b": 20], ["p.a": 8]])
    let family = try scenario(
      "include: {p: {file: two.yaml, members: [n, s]}}\ncases: {k: {p: second, p.n.b: 3}}\n")
    #expect(family.cases.map(\.levers) == [["p.n.b": 3, "p.s.b": 20]])
  }

  @Test(arguments: ["p.a: 5, p.n.a: 6", "p.n.a: 6, p.a: 5"])
  func `what is set for a member holds against what is set for all, in any order`(
    _ entries: String
  ) throws {
    let family =
      "families: {p: {members: [n, s], levers: {a: 1}, indicators: {x: {kind: derived, expression: a}}}}\ntime: {start: 2020, end: 2021}\n"
    let cases = try scenario(family + "cases: {k: {\(entries)}}\n")
    #expect(cases.cases[0].levers == ["p.n.a": 6, "p.s.a": 5])
    let levers = try scenario(family + "levers: {\(entries)}\n")
    #expect(levers.levers.map(\.defaultValue) == [6, 5])
  }

  @Test func `a file changes what it includes by dotted names`() throws {
    let all = try scenario(
      """
      include: {a: city.yaml}
      indicators:
        a.firms: {growth: {rate: 0.2}}
        a.more: {kind: derived, expression: a.firms + 1}
      events: {a.slump: ~}
      """)
    #expect(all.events.isEmpty)
    #expect(all.indicator("a.firms")?.growth?.parameters["rate"]?.text == "0.2")
    #expect(all.indicators.map(\.name) == ["a.firms", "a.twice", "a.more"])
    #expect(
      isRefused(
        "include: {a: city.yaml}\nindicators: {b.firms: {kind: count}}",
        saying: "there is no part of that name"))
  }

  @Test func `a file sees no names but its own`() throws {
    try write(
      "blind.yaml",
      "waymark: 1\ntime: {start: 2020, end: 2030}\nindicators: {a: {kind: derived, expression: macro}}\n"
    )
    #expect(
      isRefused(
        "include: {blind: blind.yaml}\nuncertainties: {macro: \"normal(0, 1)\"}",
        saying: "unknown name 'macro'"))
  }

  @Test func `files that are not there, outside or in a circle are refused`() throws {
    try write("self.yaml", "waymark: 1\ninclude: {me: self.yaml}\n")
    #expect(isRefused("include: {a: nothing.yaml}", saying: "there is no file"))
    #expect(
      isRefused("include: {a: ../city.yaml}", saying: "there is no file")
        || isRefused("include: {a: /etc/hostname}", saying: "outside the folder"))
    #expect(isRefused("include: {a: self.yaml}", saying: "includes itself in a circle"))
    #expect(isRefused("include: {a b: city.yaml}", saying: "is not a name"))
    #expect(
      isRefused(
        "include: {firms: city.yaml}\nindicators: {firms: {kind: count, history: {2020: 1}}}",
        saying: "is also that of the indicator"))
  }

  @Test func `a child sets levers of what its parent includes in one word`() throws {
    try write("plan.yaml", "waymark: 1\ninclude: {city: city.yaml}\n")
    let child = try scenario("extends: plan.yaml\ninclude: {city: {with: {crews: 55}}}\n")
    #expect(child.levers.map(\.defaultValue) == [55])
  }

  /// Four names on each of fourteen levels would be hundreds of millions of files.
  @Test(.timeLimit(.minutes(1))) func `a file that many name is put together once`() throws {
    try write("e0.yaml", "levers: {x: 1}\n")
    for level in 1..<15 {
      let name = "e\(level - 1).yaml"
      let names = [name, "./\(name)", "././\(name)", name].joined(separator: ", ")
      try write("e\(level).yaml", "extends: [\(names)]\nlevers: {x: \(level)}\n")
    }
    let all = try scenario(
      "extends: e14.yaml\ntime: {start: 2020, end: 2021}\nindicators: {a: {kind: derived, expression: x}}"
    )
    #expect(all.levers.map(\.defaultValue) == [14])
  }

  @Test func `of several parents a later one is laid over an earlier one`() throws {
    try write("one.yaml", "scenario: one\nsource: first\nlevers: {x: 1, y: 1}\n")
    try write("two.yaml", "scenario: two\nlevers: {y: 2, z: 2}\n")
    let all = try scenario(
      "extends: [one.yaml, two.yaml]\ntime: {start: 2020, end: 2021}\nlevers: {z: 3}\nindicators: {a: {kind: derived, expression: x + y + z}}"
    )
    #expect(all.title == "two")
    #expect(all.source == "first")
    #expect(
      Dictionary(uniqueKeysWithValues: all.levers.map { ($0.name, $0.defaultValue) }) == [
        "x": 1, "y": 2, "z": 3,
      ])
  }

  @Test func `what goes by the periods of a file is refused on other periods`() throws {
    for (expression, words) in [
      ("{kind: derived, expression: each(normal(0, 1))}", "each() goes by the periods of its file"),
      (
        "{kind: derived, initial: 1, expression: lag(a, 1) * 1.1}",
        "goes from one period of its file to the next"
      ),
      (
        "{kind: derived, unit: bn yuan, expression: 2 * total}",
        "a total of the periods of its file"
      ),
    ] {
      try write(
        "years.yaml",
        """
        waymark: 1
        time: {start: 2020, end: 2030, step: year}
        indicators:
          total: {kind: output, measure: flow, unit: bn yuan, history: {2020: 5}, growth: {model: exponential, rate: 0.1}}
          a: \(expression)
        """)
      #expect(isRefused("time: {step: month}\ninclude: {y: years.yaml}", saying: words))
      #expect(problems("include: {y: years.yaml}").isEmpty)
    }
  }

  // MARK: Families

  private let parks = """
    time: {start: 2020, end: 2030}
    uncertainties: {delay: "normal(0, 0.5) years"}
    families:
      park:
        members: {north: {area: 5 m2, label: North}, south: {area: 7 m2}}
        levers: {start: {default: 2021, range: [2021, 2025]}}
        indicators:
          opens: {kind: milestone, label: Opens, opens: start + 2 years + delay}
          size: {kind: derived, unit: m2, expression: area * member}
    """

  @Test func `members have names, values and what stands around them`() throws {
    let all = try scenario(parks)
    #expect(
      all.indicators.map(\.name) == [
        "park.north.opens", "park.north.size", "park.south.opens", "park.south.size",
      ])
    #expect(all.indicators.compactMap(\.remarks.label) == ["Opens (North)", "Opens (south)"])
    #expect(all.levers.map(\.name) == ["park.north.start", "park.south.start"])
    let numbered = try scenario(
      parks.replacing("{north: {area: 5 m2, label: North}, south: {area: 7 m2}}", with: "3")
        .replacing("area * member", with: "1 m2 * member"))
    #expect(numbered.indicators.map(\.name).contains("park.3.size"))
  }

  @Test func `a member is set in cases, and all of them at once`() throws {
    let all = try scenario(
      parks + "\ncases: {base: {}, one: {park.south.start: 2022}, all: {park.start: 2024}}")
    #expect(all.cases[1].levers == ["park.south.start": 2022])
    #expect(all.cases[2].levers == ["park.north.start": 2024, "park.south.start": 2024])
  }

  @Test func `members that are none and functions over nothing are refused`() throws {
    #expect(
      isRefused(
        "time: {start: 2020, end: 2021}\nfamilies: {park: {members: 0}}",
        saying: "must be between 1"))
    #expect(
      isRefused(
        "time: {start: 2020, end: 2021}\nfamilies: {park: {members: [a b]}}",
        saying: "is not a name"))
    #expect(
      isRefused(
        "time: {start: 2020, end: 2021}\nfamilies: {park: {indicators: {}}}",
        saying: "has no `members`"))
    let sum = "\nindicators: {x: {kind: derived, unit: m2, expression: "
    #expect(isRefused(parks + sum + "sum(park.north.size)}}", saying: "goes over the members"))
    #expect(isRefused(parks + sum + "sum(park.nothing)}}", saying: "unknown name 'park.nothing'"))
    #expect(isRefused(parks + sum + "park.size}}", saying: "unknown name 'park.size'"))
    #expect(problems(parks + sum + "sum(park.size)}}").isEmpty)
  }

  @Test func `a target of a family is one of each member, and one of all or some`() throws {
    let all = try scenario(
      parks
        + """

        targets:
          some: {of: park.size, some: 1, at_least: 10 m2, by: 2028, label: Large}
          every: {of: park.size, at_least: 10 m2, by: 2028}
          two: {count_of: park.opens, at_least: 2, by: 2025}
        """)
    #expect(
      all.targets.map(\.name) == [
        "some", "some.north", "some.south", "every", "every.north", "every.south", "two",
        "two.north", "two.south",
      ])
    #expect(all.targets[0].statement == .joint(.atLeast(1), ["some.north", "some.south"]))
    #expect(all.targets[3].statement == .joint(.all, ["every.north", "every.south"]))
    #expect(all.targets[6].statement == .joint(.atLeast(2), ["two.north", "two.south"]))
    #expect(
      all.targets.map(\.isInformative) == [false, true, true, false, true, true, false, true, true])
    #expect(all.targets[1].remarks.label == "North: size")
    #expect(
      isRefused(
        parks + "\ntargets: {x: {of: park.size, some: 3, at_least: 1 m2}}",
        saying: "must be between 1 and 2"))
    #expect(
      isRefused(
        parks + "\ntargets: {x: {of: park.north.size, some: 1, at_least: 1 m2}}",
        saying: "goes over the members"))
    #expect(
      isRefused(
        parks + "\ntargets: {x: {count_of: park.opens, by: 2025}}", saying: "does not say how many")
    )
  }

  @Test func `a promise without a quantity of a family or region is one promise`() throws {
    let all = try scenario(
      parks
        + """

              level: {kind: output}
        regions: {west: [park]}
        targets:
          a: {of: park.size, by: 2050, quote: "more area"}
          b: {of: west.opens, some: 1, quantity: none, proxies: [c]}
          c: {of: park.size, at_least: 10 m2}
          d: {of: park.level}
          e: {all: [a, c]}
        """)
    #expect(all.targets.map(\.name) == ["c", "c.north", "c.south"])
    #expect(all.promises.map(\.name) == ["a", "b", "d", "e"])
    #expect(all.promises.map(\.reason) == [.unstated, .said, .unstated, .members(["a"])])
    #expect(
      all.promises.map(\.subject?.indicator) == ["park.size", "west.opens", "park.level", nil])
    #expect(all.promises[0].advice.english == "write `at_least: … m2`")
    #expect(
      all.promises[1].advice.english == "write `reached: true`; its proxies: c (a target)")
    // What nothing else names is not simulated.
    #expect(all.promises[2].advice.english.contains("give park.level numbers"))
    #expect(!all.indicators.map(\.name).contains("park.north.level"))
    #expect(try CompiledScenario(all).plan.targets.count == 3)
    #expect(
      isRefused(
        parks + "\ntargets: {x: {of: park.size, some: 3}}", saying: "must be between 1 and 2"))
    #expect(
      isRefused(
        parks + "\ntargets: {x: {count_of: park.opens, at_least: 1, some: 2}}",
        saying: "cannot stand beside `count_of`"))
  }

  @Test func `a rank of a family or region is one of each member`() throws {
    let all = try scenario(
      parks
        + """

        indicators:
          other: {kind: derived, unit: m2, expression: 6 m2}
          third: {kind: derived, unit: m2, expression: 7 m2}
        regions: {rest: [other, third]}
        targets:
          top: {of: park.size, rank_at_most: 1, among: [other]}
          low: {of: rest, some: 1, rank_at_most: 1, among: [park.north.size]}
          each: {of: park.size, rank_at_most: 1, among: [park.size]}
          own: {of: other, rank_at_most: 3, among: [third, park.size]}
        """)
    #expect(
      all.targets.map(\.name) == [
        "top", "top.north", "top.south", "low", "low.other", "low.third", "each", "each.north",
        "each.south", "own",
      ])
    let ranks = all.indicators.suffix(7)
    #expect(
      ranks.map(\.name) == [
        "top.north_rank", "top.south_rank", "low.other_rank", "low.third_rank", "each.north_rank",
        "each.south_rank", "own_rank",
      ])
    #expect(
      ranks.compactMap(\.expression?.text) == [
        "rank(park.north.size, other)", "rank(park.south.size, other)",
        "rank(other, park.north.size)", "rank(third, park.north.size)",
        "rank(park.north.size, park.south.size)", "rank(park.south.size, park.north.size)",
        "rank(other, third, park.north.size, park.south.size)",
      ])
    #expect(try CompiledScenario(all).plan.targets.count == 10)
  }

  // MARK: Regions

  @Test func `members of several families have targets of different names`() throws {
    let all = try scenario(
      """
      time: {start: 2020, end: 2022}
      families:
        park: {members: 2, indicators: {o: {kind: derived, expression: 1 * member}}}
        zone: {members: 2, indicators: {o: {kind: derived, expression: 3 * member}}}
      regions: {west: [park, zone]}
      targets: {t: {of: west.o, at_least: 2}}
      """)
    let members = ["t.park.1", "t.park.2", "t.zone.1", "t.zone.2"]
    #expect(all.targets.map(\.name) == ["t"] + members)
    #expect(all.targets.first?.statement == .joint(.all, members))
    #expect(all.targets.last?.remarks.label == "zone 2: o")
  }

  @Test func `regions are trees with the targets of what they hold`() throws {
    let all = try scenario(
      """
      include: {a: city.yaml, b: city.yaml, c: city.yaml}
      regions: {province: {east: [a, b], west: c}}
      targets: {east: {all: east}, province: {all: province}, one: {all: a}, same: {all: east.many}}
      """)
    let joint = Dictionary(
      uniqueKeysWithValues: all.targets.compactMap { target -> (String, [String])? in
        guard case .joint(_, let members) = target.statement else { return nil }
        return (target.name, members)
      })
    #expect(joint["east"] == ["a.many", "b.many"])
    #expect(joint["same"] == ["a.many", "b.many"])
    #expect(joint["province"] == ["a.many", "b.many", "c.many"])
    #expect(joint["one"] == ["a.many"])
    #expect(
      isRefused(
        "include: {a: city.yaml}\nregions: {east: [a, d]}",
        saying: "there is no part, family or indicator `d`"))
  }

  // MARK: Parts of wholes

  private let wholes = """
    time: {start: 2020, end: 2030}
    indicators:
      city: {kind: output, unit: bn yuan/year, history: {2020: 100}, growth: 5 % a year}
      cluster: {kind: output, unit: bn yuan/year, history: {2020: 40}, growth: 5 % a year, part_of: city, share: 0.5}
      park: {kind: output, unit: bn yuan/year, history: {2020: 10}, growth: 5 % a year, part_of: cluster, share: 0.8}
      other: {kind: output, unit: bn yuan/year, history: {2020: 30}, growth: 5 % a year}
      all: {kind: derived, unit: bn yuan/year, expression: EXPRESSION}
    """

  @Test func `adding a part to its whole is refused with what counts it once`() throws {
    func refused(_ expression: String) -> [String] {
      problems(wholes.replacing("EXPRESSION", with: expression))
    }
    #expect(
      refused("city + 3 + park").contains {
        $0.contains("'park' is part of 'city'") && $0.contains("sum(city, park)")
      })
    #expect(refused("cluster + (park + 1)").contains { $0.contains("counts it twice") })
    #expect(refused("city + sum(park, 3)").contains { $0.contains("counts it twice") })
    #expect(refused("sum(city, cluster) + park").contains { $0.contains("counts it twice") })
    // Wherever something else is taken away, and not where one of the two is.
    for sum in ["city - 3 + park", "park - 3 + city", "(city - 3) + park", "-(3 - city) + park"] {
      #expect(refused(sum).contains { $0.contains("counts it twice") }, "\(sum)")
    }
    #expect(
      refused("city - other + park").contains { $0.contains("sum(city, park) - other") })
    #expect(refused("sum(city, park) - other").isEmpty)
    // What both hold may be taken away in other ways.
    #expect(refused("city - 0.8 * park + park").isEmpty)
    #expect(refused("city - lag(city, 1) + park").isEmpty)
    #expect(refused("city - park + other").isEmpty)
    #expect(refused("other - park + city").isEmpty)
    #expect(refused("city - cluster + park").isEmpty)
    #expect(refused("city - sum(park, other) + park").isEmpty)
    #expect(refused("sum(city, cluster) + 3").isEmpty)
    #expect(refused("sum(city, park)").isEmpty)
    #expect(refused("gross_sum(city, park)").isEmpty)
    #expect(refused("city + 0.3 * park").isEmpty)
    #expect(
      problems(wholes.replacing("part_of: city, share: 0.5", with: "part_of: park")).contains {
        $0.contains("is a part of itself")
      })
    #expect(
      problems(wholes.replacing("share: 0.5", with: "share: 5")).contains {
        $0.contains("must be between 0 and 1")
      })
    #expect(
      problems(wholes.replacing("part_of: city", with: "part_of: town")).contains {
        $0.contains("there is no indicator `town`")
      })
  }
}
