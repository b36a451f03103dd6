// W1a by hand for AVX-512, in the precision REAL (float or double): 1,024 paths stay in the first-level cache while the
// periods pass; quantiles come from a logarithmic histogram, so nothing is stored.
#include "avx512.hpp"
#include "growth.hpp"

using Real = REAL;
using Lane = Lanes<Real>;
using Vector = Lane::Vector;
using Bins = LogBins<Real, Lane::Word, Lane::mantissaBits, Lane::exponentBias>;
constexpr int lanes = Lane::count, block = 1024, group = 4 * lanes;

struct Totals {
  std::vector<uint32_t> histogram = std::vector<uint32_t>(size_t(periods) * Bins::count);
  double sum[periods] = {}, reachedFirst[periods] = {}, attained = 0;
};

struct Paths {
  alignas(64) Real ceiling[block], odds[block], decay[block], deviation[block];
  uint32_t reached[block / lanes];
};

INLINE Bits binOf(Vector y) {
  const Bits bits = asBits(y);
  if constexpr (sizeof(Real) == 4) {
    const Bits bin = _mm512_sub_epi32(_mm512_srli_epi32(bits, Bins::shift), _mm512_set1_epi32(int(Bins::first)));
    return _mm512_min_epu32(bin, _mm512_set1_epi32(Bins::count - 1));
  } else {
    const Bits bin = _mm512_sub_epi64(_mm512_srli_epi64(bits, Bins::shift), _mm512_set1_epi64(int64_t(Bins::first)));
    return _mm512_min_epu64(bin, _mm512_set1_epi64(Bins::count - 1));
  }
}

/// The logistic curve is carried as odds = exp(-rate (t - midpoint)), the deviation in units of log2.
static void start(Normals<Real> &normals, Paths &paths) {
  const Real one = 1;
  for (int at = 0; at < block; at += group) {
    Vector e1[4], e2[4], e3[4], v[4];
    normals.fill(one, e1);
    normals.fill(one, e2);
    normals.fill(one, e3);
    normals.fill(Real(noise * log2e), v);
    for (int k = 0; k < 4; k++) {
      const int p = at + k * lanes;
      const Vector h2 = e1[k] * all(Real(L21)) + e2[k] * all(Real(L22));
      const Vector h3 = e1[k] * all(Real(L31)) + e2[k] * all(Real(L32)) + e3[k] * all(Real(L33));
      const Vector rate = exp(h2 * all(Real(sdLnRate)) + all(Real(lnRate)));
      store(paths.ceiling + p, exp(e1[k] * all(Real(sdLnCeiling)) + all(Real(lnCeiling - noise * noise / 2))));
      store(paths.odds + p, exp(rate * (h3 * all(Real(sdMidpoint)) + all(Real(midpoint)))));
      store(paths.decay + p, exp(-rate));
      store(paths.deviation + p, v[k]);
      paths.reached[p / lanes] = 0;
    }
  }
}

static void simulate(uint64_t seed, long number, Totals &totals) {
  static thread_local Paths paths;
  alignas(64) Lane::Word bins[2][group];
  Normals<Real> normals(seed, uint64_t(number));
  start(normals, paths);
  for (int t = 0; t < periods; t++) {
    Vector sum[2] = {all(Real(0)), all(Real(0))};
    uint32_t *histogram = totals.histogram.data() + size_t(t) * Bins::count;
    auto count = [&](const Lane::Word *found) {
      for (int k = 0; k < group; k++) histogram[found[k]]++;
    };
    int reachedFirst = 0, attained = 0;
    for (int at = 0; at < block; at += group) {
      Vector step[4];
      if (t > 0) normals.fill(Real(innovation * noise * log2e), step);
      const int now = at / group % 2;
      for (int k = 0; k < 4; k++) {
        const int p = at + k * lanes;
        Vector v = load(paths.deviation + p);
        if (t > 0) store(paths.deviation + p, v = v * all(Real(persistence)) + step[k]);
        const Vector odds = load(paths.odds + p) * load(paths.decay + p);
        store(paths.odds + p, odds);
        const Vector y = load(paths.ceiling + p) * exp2(v) / (odds + all(Real(1)));
        sum[k % 2] = sum[k % 2] + y;
        const uint32_t above = atLeast(y, Real(target)), before = paths.reached[p / lanes];
        reachedFirst += __builtin_popcount(above & ~before);
        attained += __builtin_popcount(above);
        paths.reached[p / lanes] = before | above;
        _mm512_store_si512(bins[now] + k * lanes, binOf(y));
      }
      if (at > 0) count(bins[1 - now]);  // one group late: its stores have left the store buffer
    }
    count(bins[(block / group - 1) % 2]);
    totals.sum[t] += total(sum[0] + sum[1]);
    totals.reachedFirst[t] += reachedFirst;
    if (t == periods - 1) totals.attained += attained;
  }
}

static Statistics run(const Options &options, long blocks, uint64_t seed) {
  std::vector<Totals> totals(size_t(options.workers));
  overBlocks(options.workers, blocks, 8, [&](int worker, long number) { simulate(seed, number, totals[size_t(worker)]); });
  const double n = double(blocks) * block;
  Statistics statistics;
  double reachedFirst[periods] = {}, attained = 0;
  for (auto &part : totals) attained += part.attained;
  for (int t = 0; t < periods; t++) {
    std::vector<uint32_t> counts(Bins::count);
    double sum = 0, quantiles[5];
    for (auto &part : totals) {
      for (int bin = 0; bin < Bins::count; bin++) counts[size_t(bin)] += part.histogram[size_t(t) * Bins::count + size_t(bin)];
      sum += part.sum[t];
      reachedFirst[t] += part.reachedFirst[t];
    }
    binnedQuantiles(counts, n, Bins::value, quantiles);
    describe(statistics, "", t + 1, sum / n, quantiles);
  }
  statistics["attain"] = attained / n;
  describeFirstPassage(statistics, reachedFirst, n);
  return statistics;
}

int main(int count, char **words) {
  const Options options(count, words);
  const long blocks = (options.paths + block - 1) / block;
  const double n = double(blocks) * block;
  measure(options, "W1a", "C++ AVX-512", sizeof(Real) == 4 ? "f32" : "f64", n, n * periods, "path-period",
          [&](uint64_t seed) { return run(options, blocks, seed); });
}
