// Written by tools/references/scatter_models.py; do not edit.
/// Logistic curves (ceiling, rate, midpoint) with the greatest likelihood under each scatter model.
enum ScatterReferences {
  static let times: [Double] = [0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 13, 14, 15, 16, 17, 19, 20]
  static let studentT:
    (values: [Double], estimates: [Double], scatter: Double, logLikelihood: Double) = (
      [
        2.968, 5.445, 4.82, 8.069, 10.122, 40.883, 32.141, 39.292, 46.538, 58.622, 66.857, 83.515,
        86.876, 92.339, 90.655, 96.138, 97.981, 97.134,
      ],
      [99.49608641, 0.3979790752, 9.104152372], 1.369410439, -42.2366070125
    )
  static let autoregressive:
    (values: [Double], estimates: [Double], scatter: Double, logLikelihood: Double) = (
      [
        5.657, 6.713, 6.432, 7.671, 9.78, 16.154, 31.009, 41.58, 51.856, 64.555, 69.36, 86.97,
        87.955, 91.85, 96.49, 99.868, 104.134, 103.037,
      ],
      [103.9735851, 0.3928592309, 9.086351794], 0.3408405052, -35.7731379337
    )
  static let power:
    (values: [Double], estimates: [Double], scatter: Double, logLikelihood: Double) = (
      [
        1.638, 4.83, 6.253, 7.806, 12.267, 16.875, 28.165, 34.572, 50.996, 60.672, 66.441, 84.694,
        84.087, 91.224, 95.367, 98.538, 97.625, 100.23,
      ],
      [101.3748684, 0.3910592514, 9.248726584], 0.3012682528, -35.1467976286
    )
  static let negativeBinomial:
    (values: [Double], estimates: [Double], scatter: Double, logLikelihood: Double) = (
      [2, 2, 4, 18, 19, 20, 24, 25, 43, 25, 33, 47, 118, 118, 86, 139, 70, 125],
      [134.279049, 0.2727685933, 12.52969186], 9.5377219, -70.5778126799
    )
  /// The 95 % profile intervals of ceiling, rate and midpoint, from the first eleven values of `autoregressive`.
  static let profiles: [[Double]] = [
    [81.045406, 149.43501],
    [0.32597044, 0.52130962],
    [7.7182353, 11.086104],
  ]
}
