// W2 by hand for AVX-512 in double precision: eight series of one length at a time, Levenberg-Marquardt on the normal
// equations, one pass over the points for residuals, gradient and J'J together.
#include "avx512.hpp"
#include "curves.hpp"

using Vector = __m512d;
constexpr int lanes = 8;

/// Eight series side by side: point k of lane l at [k][l].
struct Batch {
  int n;
  alignas(64) double t[longest][lanes], y[longest][lanes];
};

/// J'J (upper triangle), J'residual and the sum of squares for parameters (ceiling, rate, midpoint).
struct Sums {
  Vector a00, a01, a02, a11, a12, a22, g0, g1, g2, ssr;
};

struct Parameters {
  Vector ceiling, rate, midpoint;
};

INLINE Vector choose(__mmask8 mask, Vector yes, Vector no) { return _mm512_mask_mov_pd(no, mask, yes); }

template <bool logistic> static Sums pass(const Batch &batch, const Parameters &at) {
  const Vector zero = all(0.0), one = all(1.0), log2Rate = at.rate * all(-log2e), minusRate = -at.rate;
  Sums s = {zero, zero, zero, zero, zero, zero, zero, zero, zero, zero};
  for (int k = 0; k < batch.n; k++) {
    const Vector elapsed = load(batch.t[k]) - at.midpoint, e = exp2(log2Rate * elapsed);
    const Vector share = logistic ? one / (one + e) : exp2(e * all(-log2e));
    const Vector slope = at.ceiling * share * (logistic ? share * e : e);
    const Vector byRate = slope * elapsed, byMidpoint = slope * minusRate;
    const Vector residual = load(batch.y[k]) - at.ceiling * share;
    s.a00 += share * share;
    s.a01 += share * byRate;
    s.a02 += share * byMidpoint;
    s.a11 += byRate * byRate;
    s.a12 += byRate * byMidpoint;
    s.a22 += byMidpoint * byMidpoint;
    s.g0 += share * residual;
    s.g1 += byRate * residual;
    s.g2 += byMidpoint * residual;
    s.ssr += residual * residual;
  }
  return s;
}

/// Regression of the transformed series on time, with the ceiling at 1.05 of the greatest value.
template <bool logistic> static Parameters selfStart(const Batch &batch) {
  const Vector one = all(1.0), n = all(double(batch.n));
  Vector greatest = load(batch.y[0]), sumT = all(0.0), sumZ = sumT, sumTT = sumT, sumTZ = sumT;
  for (int k = 1; k < batch.n; k++) greatest = _mm512_max_pd(greatest, load(batch.y[k]));
  const Vector ceiling = greatest * all(1.05), reciprocal = one / ceiling;
  for (int k = 0; k < batch.n; k++) {
    const Vector x = _mm512_min_pd(_mm512_max_pd(load(batch.y[k]) * reciprocal, all(0.02)), all(0.98)), t = load(batch.t[k]);
    const Vector z = logistic ? log(x / (one - x)) : -log(-log(x));
    sumT += t;
    sumZ += z;
    sumTT += t * t;
    sumTZ += t * z;
  }
  const Vector slope = (sumTZ - sumT * sumZ / n) / (sumTT - sumT * sumT / n), rate = _mm512_max_pd(slope, all(1e-3));
  return {ceiling, rate, (sumT - sumZ / rate) / n};
}

/// Solves (J'J + λ diag J'J) step = J'residual by L D L'.
static INLINE Parameters stepOf(const Sums &s, Vector damping) {
  const Vector one = all(1.0), more = one + damping;
  const Vector r0 = one / (s.a00 * more), l1 = s.a01 * r0, l2 = s.a02 * r0;
  const Vector r1 = one / (s.a11 * more - l1 * s.a01), u = s.a12 - l1 * s.a02, l3 = u * r1;
  const Vector d2 = s.a22 * more - l2 * s.a02 - l3 * u;
  const Vector y1 = s.g1 - l1 * s.g0, y2 = s.g2 - l2 * s.g0 - l3 * y1;
  const Vector midpoint = y2 / d2, rate = y1 * r1 - l3 * midpoint;
  return {s.g0 * r0 - l1 * rate - l2 * midpoint, rate, midpoint};
}

template <bool logistic> static void fit(const Batch &batch, Fit *fits) {
  Parameters at = selfStart<logistic>(batch);
  Sums sums = pass<logistic>(batch, at);
  Vector damping = all(1e-3);
  __mmask8 active = 0xff;
  for (int trial = 0; trial < 100 && active != 0; trial++) {
    const Parameters step = stepOf(sums, damping);
    const Parameters next = {at.ceiling + step.ceiling, at.rate + step.rate, at.midpoint + step.midpoint};
    const Sums tried = pass<logistic>(batch, next);
    const __mmask8 better = _mm512_mask_cmp_pd_mask(active, tried.ssr, sums.ssr, _CMP_LE_OQ);
    const __mmask8 still = _mm512_mask_cmp_pd_mask(better, sums.ssr - tried.ssr, sums.ssr * all(1e-10), _CMP_LT_OQ);
    at.ceiling = choose(better, next.ceiling, at.ceiling);
    at.rate = choose(better, next.rate, at.rate);
    at.midpoint = choose(better, next.midpoint, at.midpoint);
    for (auto field : {&Sums::a00, &Sums::a01, &Sums::a02, &Sums::a11, &Sums::a12, &Sums::a22, &Sums::g0, &Sums::g1, &Sums::g2,
                       &Sums::ssr})
      sums.*field = choose(better, tried.*field, sums.*field);
    damping = choose(better, _mm512_max_pd(damping * all(0.1), all(1e-12)), damping * all(10.0));
    active &= ~(still | _mm512_cmp_pd_mask(damping, all(1e12), _CMP_GT_OQ));
  }

  const Sums &s = sums;
  const Vector c00 = s.a11 * s.a22 - s.a12 * s.a12, c01 = s.a02 * s.a12 - s.a01 * s.a22, c02 = s.a01 * s.a12 - s.a02 * s.a11;
  const Vector c11 = s.a00 * s.a22 - s.a02 * s.a02, c12 = s.a01 * s.a02 - s.a00 * s.a12, c22 = s.a00 * s.a11 - s.a01 * s.a01;
  const Vector scale = s.ssr / all(double(batch.n - 3)) / (s.a00 * c00 + s.a01 * c01 + s.a02 * c02);
  const Vector columns[] = {at.ceiling, at.rate, at.midpoint, s.ssr, c00 * scale, c01 * scale, c02 * scale, c11 * scale,
                            c12 * scale, c22 * scale};
  for (int lane = 0; lane < lanes; lane++)
    for (int k = 0; k < 10; k++) fits[lane].values[k] = columns[k][lane];
}

static void fitAll(const std::vector<Series> &series, bool logistic, int workers, std::vector<Fit> &fits) {
  std::vector<std::vector<long>> ofLength(longest + 1);
  for (size_t k = 0; k < series.size(); k++) ofLength[size_t(series[k].n)].push_back(long(k));
  std::vector<std::array<long, lanes>> batches;
  for (const auto &members : ofLength)
    for (size_t first = 0; first < members.size(); first += lanes) {
      auto &batch = batches.emplace_back();
      for (size_t lane = 0; lane < lanes; lane++) batch[lane] = members[std::min(first + lane, members.size() - 1)];
    }

  overBlocks(workers, long(batches.size()), 16, [&](int, long number) {
    const auto &members = batches[size_t(number)];
    Batch batch;
    Fit found[lanes];
    batch.n = int(series[size_t(members[0])].n);
    for (int lane = 0; lane < lanes; lane++) {
      const Series &one = series[size_t(members[size_t(lane)])];
      for (int k = 0; k < batch.n; k++) batch.t[k][lane] = one.t[k], batch.y[k][lane] = one.y[k];
    }
    logistic ? fit<true>(batch, found) : fit<false>(batch, found);
    for (int lane = 0; lane < lanes; lane++) fits[size_t(members[size_t(lane)])] = found[lane];
  });
}

int main(int count, char **words) {
  const Options options(count, words);
  const auto series = read(options);
  measureFits(options, "C++ AVX-512", series.size(),
              [&](std::vector<Fit> &fits) { fitAll(series, isLogistic(options), options.workers, fits); });
}
