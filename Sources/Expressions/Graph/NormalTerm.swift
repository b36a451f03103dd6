/// A part of a correlated normal number: an independent one, and its weight.
///
/// The squares of the weights of a number sum to 1, so that Φ of the sum is uniform: a draw with any law
/// keeps its law, and several hang together by a Gaussian copula.
public struct NormalTerm: Hashable, Sendable {
  /// The name of the stream whose uniform number, as a normal quantile, is the independent one.
  public let stream: String
  /// Its weight.
  public let weight: Double

  /// Creates a part.
  public init(stream: String, weight: Double) {
    self.stream = stream
    self.weight = weight
  }
}
