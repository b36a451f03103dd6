// W1 by hand for AVX-512 in single precision: blocks of 1,024 paths, periods outside; foundings and closings by inverting
// their distribution functions, 32 paths of both at once; exact histograms of counts, a logarithmic one of the output.
#include "avx512.hpp"
#include "growth.hpp"

using Vector = __m512;
using Bins = LogBins<float, uint32_t, 23, 127>;
constexpr int lanes = 16, block = 1024, group = 2 * lanes;
constexpr int binsOf[3] = {Bins::count, 1024, 3072};

struct Totals {
  std::vector<uint32_t> histogram[3];
  double sum[3][periods] = {}, reachedFirst[3][periods] = {}, attained[4] = {};

  Totals() {
    for (int k = 0; k < 3; k++) histogram[k].resize(size_t(periods) * size_t(binsOf[k]));
  }
};

struct Paths {
  alignas(64) float ceiling[block], odds[block], decay[block], v[3][block], enterprises[block], queue[block], built[block];
  uint32_t reached[3][block / lanes];
};

/// The least k with u ≤ P(X ≤ k) for one lane, in double: for u near 1, where floats have no resolution left.
static double inverted(uint32_t bits, double probability, double ratio, double ratioStep) {
  double u = (bits + 0.5) * 0x1p-32;
  int k = 0;
  while (u > probability && probability > 1e-300 && k < 400) {
    u -= probability;
    probability *= (ratio - k * ratioStep) / (k + 1);
    k++;
  }
  return k;
}

/// Draws of Poisson(mean) and Binomial(n, closing), two vectors of each. Both go through their probabilities in order:
/// p_{k+1} = p_k mean / (k+1), and p_{k+1} = p_k (n - k) odds / (k+1). A lane that has arrived keeps u = -1.
INLINE void foundedAndClosed(const Bits *poissonBits, const Bits *binomialBits, const Vector *mean, const Vector *n,
                             Vector *founded, Vector *closed) {
  constexpr float nearOne = 0.9999f, odds = float(closing / (1 - closing));
  const float log2Staying = float(std::log1p(-closing) * log2e);
  static const auto reciprocals = [] {
    std::vector<float> all(256);
    for (size_t k = 1; k < all.size(); k++) all[k] = 1 / float(k);
    return all;
  }();
  const Vector done = all(-1.f), one = all(1.f);
  Vector u[2], w[2], p[2], q[2], ratio[2];
  uint32_t late[4];
  for (int i = 0; i < 2; i++) {
    u[i] = uniform(poissonBits[i], 0.f);
    w[i] = uniform(binomialBits[i], 0.f);
    late[i] = atLeast(u[i], nearOne);
    late[2 + i] = atLeast(w[i], nearOne);
    u[i] = _mm512_mask_mov_ps(u[i], __mmask16(late[i]), done);
    w[i] = _mm512_mask_mov_ps(w[i], __mmask16(late[2 + i]), done);
    p[i] = exp2(mean[i] * all(float(-log2e)));
    q[i] = exp2(n[i] * all(log2Staying));
    ratio[i] = n[i] * all(odds);
    founded[i] = closed[i] = all(0.f);
  }
  for (size_t k = 1; k < 200; k++) {
    const Vector reciprocal = all(reciprocals[k]);
    uint32_t moving = 0;
    for (int i = 0; i < 2; i++) {
      const __mmask16 more = _mm512_cmp_ps_mask(u[i], p[i], _CMP_GT_OQ), fewer = _mm512_cmp_ps_mask(w[i], q[i], _CMP_GT_OQ);
      moving |= uint32_t(more) | uint32_t(fewer);
      u[i] = _mm512_mask_sub_ps(done, more, u[i], p[i]);
      w[i] = _mm512_mask_sub_ps(done, fewer, w[i], q[i]);
      founded[i] = _mm512_mask_add_ps(founded[i], more, founded[i], one);
      closed[i] = _mm512_mask_add_ps(closed[i], fewer, closed[i], one);
      p[i] = p[i] * (mean[i] * reciprocal);
      q[i] = q[i] * (ratio[i] * reciprocal);
      ratio[i] = ratio[i] - all(odds);
    }
    if (moving == 0) break;
  }
  for (int i = 0; i < 2; i++) closed[i] = _mm512_min_ps(closed[i], n[i]);
  if (__builtin_expect(late[0] | late[1] | late[2] | late[3], 0)) {
    constexpr double exactOdds = closing / (1 - closing);
    for (int i = 0; i < 2; i++) {
      alignas(64) uint32_t poissonWords[lanes], binomialWords[lanes];
      _mm512_store_si512(poissonWords, poissonBits[i]);
      _mm512_store_si512(binomialWords, binomialBits[i]);
      for (int lane = 0; lane < lanes; lane++) {
        const double m = double(mean[i][lane]), trials = double(n[i][lane]);
        const double nobodyCloses = std::exp(trials * std::log1p(-closing));
        if (late[i] >> lane & 1) founded[i][lane] = float(inverted(poissonWords[lane], std::exp(-m), m, 0));
        if (late[2 + i] >> lane & 1)
          closed[i][lane] = float(inverted(binomialWords[lane], nobodyCloses, trials * exactOdds, exactOdds));
      }
    }
  }
}

static void start(Normals<float> &normals, Paths &paths) {
  for (int at = 0; at < block; at += group) {
    Vector e[3][2], z[3][2];
    for (auto &pair : e) normals.fill(1.f, pair);
    for (auto &pair : z) normals.fill(1.f, pair);
    for (int k = 0; k < 2; k++) {
      const int p = at + k * lanes;
      const Vector h2 = e[0][k] * all(float(L21)) + e[1][k] * all(float(L22));
      const Vector h3 = e[0][k] * all(float(L31)) + e[1][k] * all(float(L32)) + e[2][k] * all(float(L33));
      const Vector rate = exp(h2 * all(float(sdLnRate)) + all(float(lnRate)));
      store(paths.ceiling + p, exp(e[0][k] * all(float(sdLnCeiling)) + all(float(lnCeiling - noise * noise / 2))));
      store(paths.odds + p, exp(rate * (h3 * all(float(sdMidpoint)) + all(float(midpoint)))));
      store(paths.decay + p, exp(-rate));
      store(paths.v[0] + p, z[0][k]);
      store(paths.v[1] + p, z[0][k] * all(float(N21)) + z[1][k] * all(float(N22)));
      store(paths.v[2] + p, z[0][k] * all(float(N31)) + z[1][k] * all(float(N32)) + z[2][k] * all(float(N33)));
      store(paths.enterprises + p, all(float(enterprisesFirst)));
      store(paths.queue + p, all(0.f));
      store(paths.built + p, all(0.f));
      for (auto &reached : paths.reached) reached[p / lanes] = 0;
    }
  }
}

/// Steps the three noises: v = φ v + √(1 - φ²) (row of the factor) · z.
INLINE void step(Paths &paths, int p, Vector z1, Vector z2, Vector z3) {
  constexpr auto &phi = persistences, &rest = innovations;
  const Vector a = load(paths.v[0] + p), b = load(paths.v[1] + p), c = load(paths.v[2] + p);
  store(paths.v[0] + p, a * all(float(phi[0])) + z1 * all(float(rest[0])));
  store(paths.v[1] + p, b * all(float(phi[1])) + z1 * all(float(rest[1] * N21)) + z2 * all(float(rest[1] * N22)));
  store(paths.v[2] + p, c * all(float(phi[2])) + z1 * all(float(rest[2] * N31)) + z2 * all(float(rest[2] * N32)) +
                            z3 * all(float(rest[2] * N33)));
}

static void simulate(uint64_t seed, long number, Totals &totals) {
  static thread_local Paths paths;
  alignas(64) uint32_t bins[3][group];
  Normals<float> normals(seed, uint64_t(number));
  const float log2Capacity = float(std::log2(capacity) - capacityNoise * capacityNoise / 2 * log2e);
  start(normals, paths);
  for (int t = 0; t < periods; t++) {
    Vector sum[3] = {all(0.f), all(0.f), all(0.f)};
    uint32_t *histogram[3], reachedFirst[3] = {}, attained[4] = {};
    for (int k = 0; k < 3; k++) histogram[k] = totals.histogram[k].data() + size_t(t) * size_t(binsOf[k]);
    for (int at = 0; at < block; at += group) {
      if (t > 0) {
        Vector z[3][2];
        for (auto &pair : z) normals.fill(1.f, pair);
        for (int i = 0; i < 2; i++) step(paths, at + i * lanes, z[0][i], z[1][i], z[2][i]);
      }
      Vector y[2], mean[2], n[2], founded[2], closed[2];
      Bits poissonBits[2], binomialBits[2];
      for (int i = 0; i < 2; i++) {
        const int p = at + i * lanes;
        const Vector odds = load(paths.odds + p) * load(paths.decay + p), share = all(1.f) / (odds + all(1.f));
        store(paths.odds + p, odds);
        y[i] = load(paths.ceiling + p) * share * exp2(load(paths.v[0] + p) * all(float(noise * log2e)));
        const Vector expected = share * (all(1.f) - share) * all(float(foundedMore)) + all(float(foundedLeast));
        mean[i] = expected * exp2(load(paths.v[1] + p) * all(float(foundedNoise * log2e)) +
                                  all(float(-foundedNoise * foundedNoise / 2 * log2e)));
        n[i] = load(paths.enterprises + p);
        poissonBits[i] = normals.bits();
        binomialBits[i] = normals.moreBits();
      }
      foundedAndClosed(poissonBits, binomialBits, mean, n, founded, closed);
      for (int i = 0; i < 2; i++) {
        const int p = at + i * lanes;
        const Vector enterprises = n[i] + founded[i] - closed[i];
        const Vector most = exp2(load(paths.v[2] + p) * all(float(capacityNoise * log2e)) + all(log2Capacity));
        const Vector queue = load(paths.queue + p) + all(t < permitPeriods ? float(permits) : 0.f);
        const Vector done = _mm512_min_ps(_mm512_floor_ps(most), queue), built = load(paths.built + p) + done;
        store(paths.enterprises + p, enterprises);
        store(paths.queue + p, queue - done);
        store(paths.built + p, built);

        const Vector values[3] = {y[i], enterprises, built};
        const uint32_t above[3] = {atLeast(y[i], float(target)), atLeast(enterprises, float(enterpriseTarget)),
                                   atLeast(built, float(stationTarget))};
        for (int k = 0; k < 3; k++) {
          uint32_t &reached = paths.reached[k][p / lanes];
          sum[k] = sum[k] + values[k];
          reachedFirst[k] += uint32_t(__builtin_popcount(above[k] & ~reached));
          attained[k] += uint32_t(__builtin_popcount(above[k]));
          reached |= above[k];
        }
        attained[3] += uint32_t(__builtin_popcount(above[0] & above[1] & above[2]));
        const Bits logBin = _mm512_sub_epi32(_mm512_srli_epi32(asBits(y[i]), Bins::shift), _mm512_set1_epi32(int(Bins::first)));
        const Bits found[3] = {logBin, _mm512_cvttps_epi32(enterprises), _mm512_cvttps_epi32(built)};
        for (int k = 0; k < 3; k++)
          _mm512_store_si512(bins[k] + i * lanes, _mm512_min_epu32(found[k], _mm512_set1_epi32(binsOf[k] - 1)));
      }
      for (int i = 0; i < group; i++)
        for (int k = 0; k < 3; k++) histogram[k][bins[k][i]]++;
    }
    for (int k = 0; k < 3; k++) {
      totals.sum[k][t] += total(sum[k]);
      totals.reachedFirst[k][t] += reachedFirst[k];
    }
    if (t == periods - 1)
      for (int k = 0; k < 4; k++) totals.attained[k] += attained[k];
  }
}

static Statistics run(const Options &options, long blocks, uint64_t seed) {
  std::vector<Totals> totals(size_t(options.workers));
  overBlocks(options.workers, blocks, 8, [&](int worker, long number) { simulate(seed, number, totals[size_t(worker)]); });
  const double n = double(blocks) * block;
  Statistics statistics;
  for (int k = 0; k < 3; k++) {
    const std::string name = indicators[k];
    double ever = 0;
    for (int t = 0; t < periods; t++) {
      std::vector<uint32_t> counts(size_t(binsOf[k]), 0);
      double sum = 0, quantiles[5];
      for (auto &part : totals) {
        const uint32_t *histogram = part.histogram[k].data() + size_t(t) * counts.size();
        for (size_t bin = 0; bin < counts.size(); bin++) counts[bin] += histogram[bin];
        sum += part.sum[k][t];
        ever += part.reachedFirst[k][t];
      }
      binnedQuantiles(counts, n, k == 0 ? Bins::value : [](int bin, double) { return double(bin); }, quantiles);
      describe(statistics, name, t + 1, sum / n, quantiles);
    }
    statistics[name + "ever"] = ever / n;
    statistics[name + "attain"] = 0;
    for (auto &part : totals) statistics[name + "attain"] += part.attained[k] / n;
  }
  for (auto &part : totals) statistics["joint_attain"] += part.attained[3] / n;
  return statistics;
}

int main(int count, char **words) {
  const Options options(count, words);
  const long blocks = (options.paths + block - 1) / block;
  const double n = double(blocks) * block;
  measure(options, "W1", "C++ AVX-512", "f32", n, n * periods, "path-period",
          [&](uint64_t seed) { return run(options, blocks, seed); });
}
