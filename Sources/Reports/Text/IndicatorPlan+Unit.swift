internal import Plans

extension IndicatorPlan {
  /// The unit as people say it: none where values are plain numbers.
  var saidUnit: String? { unit.isEmpty || unit == "1" ? nil : unit }
}
