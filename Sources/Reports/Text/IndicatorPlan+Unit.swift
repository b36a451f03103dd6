internal import Plans

extension IndicatorPlan {
  /// The unit as people say it: none where values are plain numbers.
  var saidUnit: String? { unit.saidAsUnit }
}

extension String {
  /// The symbol of a unit as people say it: none where values are plain numbers.
  var saidAsUnit: String? { isEmpty || self == "1" ? nil : self }
}
