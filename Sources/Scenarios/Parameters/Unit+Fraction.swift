internal import Quantities

extension Unit {
  /// Whether it is a part of a number: "%", "‰".
  var isFraction: Bool { dimension.isNone && labels.isEmpty && scale.value < 1 }
}
