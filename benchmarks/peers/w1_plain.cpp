// W1 as a C++ programmer writes it: the standard library's distributions, the paths kept, nth_element for the quantiles.
#include "plain.hpp"

struct Paths {
  std::vector<double> output;
  std::vector<int> enterprises, stations;

  explicit Paths(size_t size) : output(size), enterprises(size), stations(size) {}
};

struct Counts {
  long first[3][periods + 1] = {}, attained[4] = {};
};

static void simulate(uint64_t seed, long number, long count, Paths &paths, Counts &counts) {
  std::mt19937_64 generator(seed * 1'000'003 + uint64_t(number));
  std::normal_distribution<double> normal;
  std::poisson_distribution<int> poisson;
  std::binomial_distribution<int> binomial;
  using Mean = std::poisson_distribution<int>::param_type;
  using Trials = std::binomial_distribution<int>::param_type;
  auto draw = [&] { return normal(generator); };
  for (long path = number * blockOfPaths; path < std::min(count, (number + 1) * blockOfPaths); path++) {
    Curve curve(draw);
    double v[3] = {}, queue = 0, built = 0;
    int enterprises = enterprisesFirst, first[3] = {periods, periods, periods};
    bool above[3] = {};
    for (int t = 0; t < periods; t++) {
      const double e1 = draw(), e2 = draw(), e3 = draw();
      const double z[3] = {e1, N21 * e1 + N22 * e2, N31 * e1 + N32 * e2 + N33 * e3};
      for (int k = 0; k < 3; k++) v[k] = t == 0 ? z[k] : persistences[k] * v[k] + innovations[k] * z[k];

      const double share = curve.share();
      const double y = curve.ceiling * share * std::exp(noise * v[0] - noise * noise / 2);
      const double expected = foundedLeast + foundedMore * share * (1 - share);
      const double mean = expected * std::exp(foundedNoise * v[1] - foundedNoise * foundedNoise / 2);
      const int closed = binomial(generator, Trials(enterprises, closing));
      enterprises += poisson(generator, Mean(mean)) - closed;
      queue += t < permitPeriods ? permits : 0;
      const double most = std::floor(capacity * std::exp(capacityNoise * v[2] - capacityNoise * capacityNoise / 2));
      const double done = std::min(most, queue);
      queue -= done;
      built += done;

      const size_t at = size_t(t) * size_t(count) + size_t(path);
      paths.output[at] = y;
      paths.enterprises[at] = enterprises;
      paths.stations[at] = int(built);
      above[0] = y >= target;
      above[1] = enterprises >= enterpriseTarget;
      above[2] = built >= stationTarget;
      for (int k = 0; k < 3; k++)
        if (above[k] && first[k] == periods) first[k] = t;
    }
    for (int k = 0; k < 3; k++) {
      counts.first[k][first[k]]++;
      counts.attained[k] += above[k];
    }
    counts.attained[3] += above[0] && above[1] && above[2];
  }
}

static Statistics run(const Options &options, uint64_t seed) {
  Paths paths(size_t(periods) * size_t(options.paths));
  std::vector<Counts> counts(size_t(options.workers));
  overBlocks(options.workers, (options.paths + blockOfPaths - 1) / blockOfPaths, 1, [&](int worker, long number) {
    simulate(seed, number, options.paths, paths, counts[size_t(worker)]);
  });

  const double n = double(options.paths);
  Statistics statistics;
  describeAll(statistics, indicators[0], paths.output, options);
  describeAll(statistics, indicators[1], paths.enterprises, options);
  describeAll(statistics, indicators[2], paths.stations, options);
  for (int k = 0; k < 3; k++) {
    statistics[indicators[k] + std::string("ever")] = 1;
    for (auto &part : counts) {
      statistics[indicators[k] + std::string("ever")] -= double(part.first[k][periods]) / n;
      statistics[indicators[k] + std::string("attain")] += double(part.attained[k]) / n;
    }
  }
  for (auto &part : counts) statistics["joint_attain"] += double(part.attained[3]) / n;
  return statistics;
}

int main(int count, char **words) {
  const Options options(count, words);
  const double n = double(options.paths);
  measure(options, "W1", "C++ std", "f64", n, n * periods, "path-period",
          [&](uint64_t seed) { return run(options, seed); }, false);
}
