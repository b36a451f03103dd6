// W2: the data, the two curves, their self-start, and the check of fits.
#pragma once
#include <algorithm>
#include <array>

#include "harness.hpp"

constexpr int longest = 30;

struct Series {
  double n, t[longest], y[longest];
};

/// Ceiling, rate, midpoint, sum of squares, covariance (upper triangle by rows).
struct Fit {
  double values[10];
};

inline bool isLogistic(const Options &options) { return options.workload != "W2-gompertz"; }

inline std::vector<Series> read(const Options &options) {
  const std::string path = options.data + (isLogistic(options) ? "/w2_logistic.bin" : "/w2_gompertz.bin");
  std::vector<Series> series(10'000);
  std::ifstream file(path, std::ios::binary);
  if (!file.read(reinterpret_cast<char *>(series.data()), std::streamsize(series.size() * sizeof(Series))))
    std::fprintf(stderr, "%s: make it with w2_generate.py\n", path.c_str()), std::exit(66);
  return series;
}

/// The curve at t, and its derivatives by (ceiling, rate, midpoint) if they are asked for.
inline double curve(bool logistic, const double *p, double t, double *derivatives = nullptr) {
  const double elapsed = t - p[2], e = std::exp(-p[1] * elapsed);
  const double share = logistic ? 1 / (1 + e) : std::exp(-e);
  if (derivatives) {
    const double slope = p[0] * share * e * (logistic ? share : 1);
    derivatives[0] = share;
    derivatives[1] = slope * elapsed;
    derivatives[2] = -slope * p[1];
  }
  return p[0] * share;
}

/// Regression of the transformed series on time, with the ceiling at 1.05 of the greatest value.
inline void selfStart(bool logistic, const Series &series, double *p) {
  const int n = int(series.n);
  double meanT = 0, meanZ = 0, z[longest], sumTT = 0, sumTZ = 0;
  p[0] = 1.05 * *std::max_element(series.y, series.y + n);
  for (int k = 0; k < n; k++) {
    const double x = std::clamp(series.y[k] / p[0], 0.02, 0.98);
    z[k] = logistic ? std::log(x / (1 - x)) : -std::log(-std::log(x));
    meanT += series.t[k] / n;
    meanZ += z[k] / n;
  }
  for (int k = 0; k < n; k++) {
    sumTT += (series.t[k] - meanT) * (series.t[k] - meanT);
    sumTZ += (series.t[k] - meanT) * z[k];
  }
  p[1] = std::max(sumTZ / sumTT, 1e-3);
  p[2] = meanT - meanZ / p[1];
}

/// What the reference table holds of all fits together.
inline Statistics summary(const std::vector<Fit> &fits) {
  double sumLnSSR = 0, sumRate = 0;
  std::vector<double> relative;
  for (const auto &fit : fits) {
    sumLnSSR += std::log(fit.values[3]);
    sumRate += fit.values[1];
    relative.push_back(std::sqrt(fit.values[4]) / fit.values[0]);
  }
  const auto middle = relative.begin() + long(relative.size() / 2);
  std::nth_element(relative.begin(), middle, relative.end());
  return {{"sum_ln_ssr", sumLnSSR}, {"sum_rate", sumRate}, {"median_relative_sd_ceiling", *middle}};
}

/// fitAll(fits) writes one fit for each series.
template <class FitAll> void measureFits(const Options &options, const char *program, size_t series, FitAll fitAll) {
  const std::string workload = isLogistic(options) ? "W2-logistic" : "W2-gompertz";
  std::vector<Fit> fits(series);
  auto run = [&](uint64_t) {
    fitAll(fits);
    return &fits;
  };
  measure(options, workload, program, "f64", double(series), double(series), "fit", run, true,
          [](const std::vector<Fit> *found) { return summary(*found); });
}
