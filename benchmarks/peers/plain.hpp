// What the plain C++ programs of W1a and W1 share.
#pragma once
#include <algorithm>
#include <mutex>
#include <numeric>
#include <random>

#include "growth.hpp"

constexpr long blockOfPaths = 4096;

struct Reached {
  long first[periods + 1] = {};
};

/// One path's logistic curve, carried as odds = exp(-rate (t - midpoint)).
struct Curve {
  double ceiling, odds, decay;

  template <class Draw> explicit Curve(Draw draw) {
    const double e1 = draw(), e2 = draw(), e3 = draw();
    const double rate = std::exp(lnRate + sdLnRate * (L21 * e1 + L22 * e2));
    ceiling = std::exp(lnCeiling + sdLnCeiling * e1);
    odds = std::exp(rate * (midpoint + sdMidpoint * (L31 * e1 + L32 * e2 + L33 * e3)));
    decay = std::exp(-rate);
  }

  /// Share of the ceiling in the next period.
  double share() {
    odds *= decay;
    return 1 / (1 + odds);
  }
};

/// Quantiles at the ranks nearest to p (n - 1), the middle first so that each later search is over a part.
template <class Value> void quantiles(Value *values, long n, double *found) {
  long rank[5];
  for (int k = 0; k < 5; k++) rank[k] = std::lround(probabilities[k] * double(n - 1));
  std::nth_element(values, values + rank[2], values + n);
  std::nth_element(values, values + rank[0], values + rank[2]);
  std::nth_element(values + rank[0] + 1, values + rank[1], values + rank[2]);
  std::nth_element(values + rank[2] + 1, values + rank[3], values + n);
  std::nth_element(values + rank[3] + 1, values + rank[4], values + n);
  for (int k = 0; k < 5; k++) found[k] = double(values[rank[k]]);
}

/// Mean and quantiles of every period of an indicator; reorders its values.
template <class Value>
void describeAll(Statistics &statistics, const std::string &prefix, std::vector<Value> &values, const Options &options) {
  std::mutex naming;
  overBlocks(options.workers, periods, 1, [&](int, long t) {
    Value *period = values.data() + size_t(t) * size_t(options.paths);
    const double mean = std::accumulate(period, period + options.paths, 0.0) / double(options.paths);
    double found[5];
    quantiles(period, options.paths, found);
    const std::lock_guard<std::mutex> guard(naming);
    describe(statistics, prefix, int(t) + 1, mean, found);
  });
}
