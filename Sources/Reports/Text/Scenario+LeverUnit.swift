internal import Quantities
internal import Scenarios

extension Scenario {
  /// The unit of a lever as people say it: none of plain numbers and of dates, nor of what is no lever.
  func saidUnit(ofLever name: String) -> String? {
    levers.first { $0.name == name && $0.dates == nil && $0.unit != .one }?.unit.symbol.saidAsUnit
  }
}
