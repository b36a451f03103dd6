// Constants of workloads W1a, W1 and W3, and the histogram quantiles the hand-written programs use.
#pragma once
#include <cstring>
#include <vector>

#include "harness.hpp"

constexpr int periods = 60;
constexpr double lnCeiling = 6.907755278982137, sdLnCeiling = 0.25;  // ceiling about 1000
constexpr double lnRate = -2.120263536200091, sdLnRate = 0.20;       // rate about 0.12
constexpr double midpoint = 30, sdMidpoint = 6;
// Cholesky factor of [[1,-.4,.3],[-.4,1,-.5],[.3,-.5,1]]
constexpr double L21 = -0.4, L22 = 0.916515138991168;
constexpr double L31 = 0.3, L32 = -0.4146139914483855, L33 = 0.8591246929842246;
constexpr double persistence = 0.7, innovation = 0.714142842854285;  // √(1 - 0.7²)
constexpr double noise = 0.10, target = 800;

// W1. Cholesky factor of the noises' [[1,.5,.3],[.5,1,.4],[.3,.4,1]]; persistence and innovation of each.
constexpr double N21 = 0.5, N22 = 0.8660254037844386;
constexpr double N31 = 0.3, N32 = 0.2886751345948129, N33 = 0.9092121131323903;
constexpr double persistences[3] = {0.7, 0.5, 0.6}, innovations[3] = {innovation, 0.8660254037844386, 0.8};
constexpr int enterprisesFirst = 200, enterpriseTarget = 350, stationTarget = 2900;
constexpr double closing = 0.015, foundedLeast = 2, foundedMore = 40, foundedNoise = 0.3;
constexpr int permits = 60, permitPeriods = 50;
constexpr double capacity = 55, capacityNoise = 0.35;
inline const char *const indicators[3] = {"output_", "enterprises_", "stations_"};

/// 512 bins an octave from 2^-4 to 2^17, read straight off the bits of a number.
template <class Real, class Word, int mantissaBits, int exponentBias> struct LogBins {
  static constexpr int perOctave = 9, shift = mantissaBits - perOctave;
  static constexpr Word first = Word(exponentBias - 4) << perOctave;
  static constexpr int count = 21 << perOctave;

  static double value(int bin, double fraction) { return edge(bin) + (edge(bin + 1) - edge(bin)) * fraction; }

  static double edge(int bin) {
    const Word bits = (Word(bin) + first) << shift;
    Real value;
    std::memcpy(&value, &bits, sizeof value);
    return value;
  }
};

/// The bin that holds rank p (n - 1), handed to value(bin, how far into the bin).
template <class Value> void binnedQuantiles(const std::vector<uint32_t> &counts, double n, Value value, double *quantiles) {
  double before = 0;
  size_t bin = 0;
  for (int k = 0; k < 5; k++) {
    const double rank = probabilities[k] * (n - 1);
    while (bin + 1 < counts.size() && before + counts[bin] <= rank) before += counts[bin++];
    quantiles[k] = value(int(bin), (rank - before + 0.5) / counts[bin]);
  }
}

/// Shares of paths that first reached the target by some periods.
inline void describeFirstPassage(Statistics &statistics, const double *reachedFirst, double n) {
  double sum = 0;
  for (int t = 0; t < periods; t++) {
    sum += reachedFirst[t] / n;
    if (t == 19 || t == 29 || t == 39 || t == 59) statistics["reached_by_" + std::to_string(t + 1)] = sum;
  }
  statistics["never"] = 1 - sum;
}
