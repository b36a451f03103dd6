// Written by tools/reference-classes/reference_classes.py; the quantiles behind it are in
// docs/reference-classes.csv.

extension ReferencePrior {
  /// The classes, the widest last.
  static let table: [ReferencePrior] = [
    ReferencePrior(
      name: "infrastructure",
      members: "telephone lines, electricity output",
      count: 64,
      rate: Fitted(0.1461, 0.378),
      duration: Fitted(30.09, 0.378),
      greatestGrowth: Fitted(0.03652, 0.378),
      volatility: Fitted(0.07014, 0.66),
      ceilingOverLevel: Fitted(1.646, 0.9242),
      byPastGrowth: [
        Stage(pastGrowth: -Double.infinity..<0.05, law: Fitted(0.3679, 1.485)),
        Stage(pastGrowth: 0.05..<0.1, law: Fitted(0.7306, 1.354)),
        Stage(pastGrowth: 0.1..<0.2, law: Fitted(4.881, 0.8428)),
        Stage(pastGrowth: 0.2..<0.4, law: Fitted(4.496, 0.8232)),
      ]),
    ReferencePrior(
      name: "consumer_durables",
      members: "radios, television sets, cars, dishwashers, radial tyres",
      count: 149,
      rate: Fitted(0.1716, 0.5267),
      duration: Fitted(25.61, 0.5267),
      greatestGrowth: Fitted(0.0429, 0.5267),
      volatility: Fitted(0.08478, 0.608),
      ceilingOverLevel: Fitted(1.09, 1.123),
      byPastGrowth: [
        Stage(pastGrowth: -Double.infinity..<0.05, law: Fitted(0.3679, 1.354)),
        Stage(pastGrowth: 0.05..<0.1, law: Fitted(0.3679, 1.663)),
        Stage(pastGrowth: 0.1..<0.2, law: Fitted(3.585, 0.9791)),
        Stage(pastGrowth: 0.2..<0.4, law: Fitted(5.378, 0.885)),
        Stage(pastGrowth: 0.4..<Double.infinity, law: Fitted(9.713, 0.9903)),
      ]),
    ReferencePrior(
      name: "information_technology",
      members: "mobile phones, computers, internet users, podcasting",
      count: 72,
      rate: Fitted(0.7607, 0.5351),
      duration: Fitted(5.781, 0.5347),
      greatestGrowth: Fitted(0.1902, 0.5351),
      volatility: Fitted(0.1112, 0.7162),
      ceilingOverLevel: Fitted(1.351, 1.014),
      byPastGrowth: [
        Stage(pastGrowth: 0.2..<0.4, law: Fitted(0.5411, 1.499)),
        Stage(pastGrowth: 0.4..<Double.infinity, law: Fitted(2.169, 1.047)),
      ]),
    ReferencePrior(
      name: "all_technologies",
      members: "all of the other classes",
      count: 285,
      rate: Fitted(0.2509, 0.8175),
      duration: Fitted(17.51, 0.8174),
      greatestGrowth: Fitted(0.06273, 0.8175),
      volatility: Fitted(0.08657, 0.6708),
      ceilingOverLevel: Fitted(1.292, 1.041),
      byPastGrowth: [
        Stage(pastGrowth: -Double.infinity..<0.05, law: Fitted(0.3679, 1.391)),
        Stage(pastGrowth: 0.05..<0.1, law: Fitted(0.3679, 1.635)),
        Stage(pastGrowth: 0.1..<0.2, law: Fitted(3.059, 1.063)),
        Stage(pastGrowth: 0.2..<0.4, law: Fitted(3.91, 0.9581)),
        Stage(pastGrowth: 0.4..<Double.infinity, law: Fitted(4.311, 1.183)),
      ]),
  ]
}
