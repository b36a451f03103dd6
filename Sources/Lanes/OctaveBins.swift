/// Bins of numbers, 512 to an octave: the top of the bit pattern tells the bin.
///
/// Bin 0 holds |x| < 2⁻⁴⁰; 1, 2, … follow for growing numbers and −1, −2, … for falling ones.
public enum OctaveBins {
  /// The bin of a number that is not NaN, in two's complement.
  @inlinable @inline(always)
  public static func number<V: Lanes>(of x: V) -> V.Words {
    let size = x.magnitudes
    // Everything below 2⁻⁴⁰ goes to the bin before it, which is number 0.
    let raised = V.choose(size < 0x1.ff8p-41, 0x1.ff8p-41, size)
    let number = (raised.bits &>> 43) &- V.Words((1023 - 40) * 512 - 1)
    let sign = V.Words(0) &- (x.bits &>> 63)
    return (number ^ sign) &- sign
  }
}
