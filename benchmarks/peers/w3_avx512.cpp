// W3 by hand for AVX-512 in single precision: a group of 80 paths and its normals stay in the first-level cache while all
// points pass over it.
#include "avx512.hpp"
#include "growth.hpp"

constexpr int points = 1000, sweepPeriods = 40, vectors = 5, lanes = 16, group = vectors * lanes, sweepPaths = 10'000;
constexpr float spread = 0.15f, spreadMidpoint = 3;
using Vector = __m512;

struct Point {
  float lnScaled, lnRate, midpoint, noise;  // ln(ceiling / target) - σ²/2; σ in units of log2
};

static std::vector<Point> sweepPoints() {
  std::vector<Point> all(points);
  for (int p = 0; p < points; p++) {
    double u[4];
    for (int j = 0; j < 4; j++) u[j] = std::fmod((p + 0.5) * std::pow(1.1673039782614187, -(j + 1)), 1.0);
    const double ceiling = 700 + 600 * u[0], rate = 0.08 + 0.12 * u[1], sigma = 0.05 + 0.15 * u[3];
    all[size_t(p)] = {float(std::log(ceiling / target) - sigma * sigma / 2), float(std::log(rate)), float(15 + 15 * u[2]),
                      float(sigma * log2e)};
  }
  return all;
}

struct Draws {
  alignas(64) float h[3][group], v[sweepPeriods][group];

  Draws(uint64_t seed, long number) {
    Normals<float> normals(seed, uint64_t(number));
    Vector spare = all(0.f);
    bool hasSpare = false;
    auto next = [&] {
      Vector z = spare;
      if (!hasSpare) normals.pair(1, z, spare);
      hasSpare = !hasSpare;
      return z;
    };
    for (int p = 0; p < group; p += lanes) {
      const Vector e1 = next(), e2 = next(), e3 = next();
      store(h[0] + p, e1);
      store(h[1] + p, e1 * all(float(L21)) + e2 * all(float(L22)));
      store(h[2] + p, e1 * all(float(L31)) + e2 * all(float(L32)) + e3 * all(float(L33)));
      Vector w = next();
      store(v[0] + p, w);
      for (int t = 1; t < sweepPeriods; t++) store(v[t] + p, w = w * all(float(persistence)) + next() * all(float(innovation)));
    }
  }
};

/// Number of the group's paths that reach the target.
static uint32_t reachedBy(const Point &point, const Draws &draws) {
  Vector scaled[vectors], odds[vectors], decay[vectors];
  __mmask16 reached[vectors] = {};
  for (int k = 0; k < vectors; k++) {
    const Vector rate = exp(load(draws.h[1] + k * lanes) * all(spread) + all(point.lnRate));
    scaled[k] = exp(load(draws.h[0] + k * lanes) * all(spread) + all(point.lnScaled));
    odds[k] = exp(rate * (load(draws.h[2] + k * lanes) * all(spreadMidpoint) + all(point.midpoint)));
    decay[k] = exp(-rate);
  }
  for (const auto &v : draws.v)
    for (int k = 0; k < vectors; k++) {
      odds[k] = odds[k] * decay[k];
      const Vector y = scaled[k] * exp2(load(v + k * lanes) * all(point.noise));
      reached[k] |= _mm512_cmp_ps_mask(y, odds[k] + all(1.f), _CMP_GE_OQ);
    }
  uint32_t count = 0;
  for (auto mask : reached) count += uint32_t(__builtin_popcount(mask));
  return count;
}

static Statistics run(const Options &options, uint64_t seed) {
  const auto all = sweepPoints();
  std::vector<std::vector<uint32_t>> counts(size_t(options.workers), std::vector<uint32_t>(points));
  overBlocks(options.workers, sweepPaths / group, 1, [&](int worker, long number) {
    const Draws draws(seed, number);
    for (size_t p = 0; p < points; p++) counts[size_t(worker)][p] += reachedBy(all[p], draws);
  });
  Statistics statistics;
  double sum = 0;
  for (size_t p = 0; p < points; p++) {
    double reached = 0;
    for (auto &part : counts) reached += part[p];
    sum += reached / sweepPaths;
    if (p < 3 || p == 499 || p == 999) statistics["attain_" + std::to_string(p)] = reached / sweepPaths;
  }
  statistics["mean_attain"] = sum / points;
  return statistics;
}

int main(int count, char **words) {
  const Options options(count, words);
  measure(options, "W3", "C++ AVX-512", "f32", sweepPaths, double(points) * sweepPaths * sweepPeriods, "path-period",
          [&](uint64_t seed) { return run(options, seed); });
}
