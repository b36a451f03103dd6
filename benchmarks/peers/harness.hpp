// What the C++ programs share: arguments, blocks of paths over workers, reference check, the printed row.
#pragma once
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

struct Options {
  long paths = 1'000'000;
  int workers = 1;
  uint64_t seed = 1;
  std::string references = "benchmarks/peers/references.csv", data = ".build/peers", workload;

  Options(int count, char **words) {
    for (int k = 1; k + 1 < count; k += 2) {
      const std::string name = words[k], value = words[k + 1];
      if (name == "--paths") paths = std::stol(value);
      else if (name == "--workers") workers = std::stoi(value);
      else if (name == "--seed") seed = std::stoull(value);
      else if (name == "--references") references = value;
      else if (name == "--data") data = value;
      else if (name == "--workload") workload = value;
      else std::fprintf(stderr, "%s is not an option\n", name.c_str()), std::exit(64);
    }
  }
};

/// Calls work(worker, block) for every block, blocks taken in turn by the workers, `atOnce` at a time.
template <class Work> void overBlocks(int workers, long blocks, long atOnce, Work work) {
  std::atomic<long> next{0};
  auto loop = [&](int worker) {
    for (long first; (first = next.fetch_add(atOnce)) < blocks;)
      for (long block = first; block < std::min(first + atOnce, blocks); block++) work(worker, block);
  };
  std::vector<std::thread> threads;
  for (int worker = 1; worker < workers; worker++) threads.emplace_back(loop, worker);
  loop(0);
  for (auto &thread : threads) thread.join();
}

using Statistics = std::map<std::string, double>;

constexpr double probabilities[5] = {.05, .25, .5, .75, .95};

/// Mean and quantiles of one period under the names of the reference table.
inline void describe(Statistics &statistics, const std::string &prefix, int period, double mean, const double *quantiles) {
  static const char *names[] = {"q05_", "q25_", "q50_", "q75_", "q95_"};
  const std::string suffix = std::to_string(period);
  statistics[prefix + "mean_" + suffix] = mean;
  for (int k = 0; k < 5; k++) statistics[prefix + names[k] + suffix] = quantiles[k];
}

/// Every reference of the workload must be met within 5√2 standard errors (or the least tolerance).
inline bool agrees(const Statistics &statistics, const std::string &workload, double sample, const std::string &file) {
  std::ifstream in(file);
  std::string line, field;
  std::getline(in, line);
  int compared = 0, missed = 0;
  while (std::getline(in, line)) {
    std::vector<std::string> fields;
    for (std::istringstream row(line); std::getline(row, field, ',');) fields.push_back(field);
    if (fields.size() != 6 || fields[0] != workload) continue;
    const double expected = std::stod(fields[2]), error = std::stod(fields[3]), of = std::stod(fields[4]);
    const double tolerance = std::max(std::stod(fields[5]), 5 * std::sqrt(2.0) * error * std::sqrt(of / sample));
    const auto found = statistics.find(fields[1]);
    const double value = found == statistics.end() ? NAN : found->second;
    compared++;
    if (std::abs(value - expected) <= tolerance) continue;
    missed++;
    std::fprintf(stderr, "%s %s: %.8g, expected %.8g ± %.2g\n", workload.c_str(), fields[1].c_str(), value, expected, tolerance);
  }
  return compared > 0 && missed == 0;
}

inline Statistics asTheyAre(const Statistics &statistics) { return statistics; }

/// Runs once to warm up unless that takes long, once on the clock, and prints the row. summary(run(seed)) gives the statistics;
/// the summary is not timed.
template <class Run, class Summary = decltype(&asTheyAre)>
void measure(const Options &options, const std::string &workload, const char *program, const char *precision, double sample,
             double units, const char *unit, Run run, bool warm = true, Summary summary = asTheyAre) {
  if (warm) run(options.seed + 1000);
  const auto start = std::chrono::steady_clock::now();
  const auto result = run(options.seed);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const bool good = agrees(summary(result), workload, sample, options.references);
  std::printf("%s,%s,%s,%d,%.6f,%.4f,%s,%s\n", workload.c_str(), program, precision, options.workers, seconds,
              seconds / units * 1e9, unit, good ? "pass" : "fail");
}
