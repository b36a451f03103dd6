// W1a as a C++ programmer writes it: standard generators, doubles, the paths kept, nth_element for the quantiles.
#include "plain.hpp"

static void simulate(uint64_t seed, long number, long paths, std::vector<double> &output, Reached &reached) {
  std::mt19937_64 generator(seed * 1'000'003 + uint64_t(number));
  std::normal_distribution<double> normal;
  auto draw = [&] { return normal(generator); };
  for (long path = number * blockOfPaths; path < std::min(paths, (number + 1) * blockOfPaths); path++) {
    Curve curve(draw);
    double v = draw();
    int first = periods;
    for (int t = 0; t < periods; t++) {
      if (t > 0) v = persistence * v + innovation * draw();
      const double y = curve.ceiling * curve.share() * std::exp(noise * v - noise * noise / 2);
      output[size_t(t) * size_t(paths) + size_t(path)] = y;
      if (first == periods && y >= target) first = t;
    }
    reached.first[first]++;
  }
}

static Statistics run(const Options &options, uint64_t seed) {
  const long paths = options.paths;
  std::vector<double> output(size_t(periods) * size_t(paths));
  std::vector<Reached> reached(size_t(options.workers));
  overBlocks(options.workers, (paths + blockOfPaths - 1) / blockOfPaths, 1, [&](int worker, long number) {
    simulate(seed, number, paths, output, reached[size_t(worker)]);
  });

  Statistics statistics;
  const double *last = output.data() + size_t(periods - 1) * size_t(paths);
  statistics["attain"] = double(std::count_if(last, last + paths, [](double y) { return y >= target; })) / double(paths);
  double first[periods] = {};
  for (auto &part : reached)
    for (int t = 0; t < periods; t++) first[t] += double(part.first[t]);
  describeFirstPassage(statistics, first, double(paths));
  describeAll(statistics, "", output, options);
  return statistics;
}

int main(int count, char **words) {
  const Options options(count, words);
  const double n = double(options.paths);
  measure(options, "W1a", "C++ std", "f64", n, n * periods, "path-period",
          [&](uint64_t seed) { return run(options, seed); }, false);
}
