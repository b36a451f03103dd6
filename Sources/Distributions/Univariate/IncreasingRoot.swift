/// The root of an increasing function between two ends, to the last digit.
///
/// Bisection, because the functions here are cheap beside what depends on them, and because it
/// gives the same digits from any start. Where the function keeps one sign, an end is returned.
func increasingRoot(from lower: Double, to upper: Double, of function: (Double) -> Double)
  -> Double
{
  var low = lower
  var high = upper
  for _ in 0..<200 {
    let middle = low + (high - low) / 2
    guard middle > low, middle < high else { break }
    if function(middle) < 0 { low = middle } else { high = middle }
  }
  return low + (high - low) / 2
}
