// W2 with Ceres, analytic Jacobian: the solver everybody knows (dense QR), or with -DTINY ceres::TinySolver, which is made
// for a few parameters and has no covariance of its own.
#include <ceres/ceres.h>
#include <ceres/tiny_solver.h>
#include <glog/logging.h>

#include "curves.hpp"

static void write(Fit &fit, const double *p, double ssr, const double *covariance, double scale) {
  double *out = std::copy(p, p + 3, fit.values);
  *out++ = ssr;
  for (int row = 0; row < 3; row++)
    for (int column = row; column < 3; column++) *out++ = covariance[3 * row + column] * scale;
}

#ifdef TINY
constexpr const char *program = "Ceres TinySolver";

struct Residuals {
  using Scalar = double;
  enum { NUM_PARAMETERS = 3, NUM_RESIDUALS = Eigen::Dynamic };
  bool logistic;
  const Series *series;

  int NumResiduals() const { return int(series->n); }

  /// The Jacobian is by columns.
  bool operator()(const double *p, double *residuals, double *jacobian) const {
    const int n = NumResiduals();
    double row[3];
    for (int k = 0; k < n; k++) {
      residuals[k] = curve(logistic, p, series->t[k], jacobian ? row : nullptr) - series->y[k];
      for (int j = 0; jacobian && j < 3; j++) jacobian[k + j * n] = row[j];
    }
    return true;
  }
};

static void fit(bool logistic, const Series &series, Fit &result) {
  const Residuals residuals = {logistic, &series};
  static thread_local ceres::TinySolver<Residuals> solver;
  solver.options.max_num_iterations = 100;
  Eigen::Vector3d p;
  selfStart(logistic, series, p.data());
  solver.Solve(residuals, &p);

  Eigen::Matrix3d normal = Eigen::Matrix3d::Zero();
  double ssr = 0;
  for (int k = 0; k < residuals.NumResiduals(); k++) {
    Eigen::Vector3d row;
    const double left = curve(logistic, p.data(), series.t[k], row.data()) - series.y[k];
    normal += row * row.transpose();
    ssr += left * left;
  }
  const Eigen::Matrix3d inverse = normal.inverse();
  write(result, p.data(), ssr, inverse.data(), ssr / (series.n - 3));
}
#else
constexpr const char *program = "Ceres";

class Residuals : public ceres::CostFunction {
  bool logistic;
  const Series &series;

 public:
  Residuals(bool logistic, const Series &series) : logistic(logistic), series(series) {
    set_num_residuals(int(series.n));
    mutable_parameter_block_sizes()->push_back(3);
  }

  bool Evaluate(const double *const *p, double *residuals, double **jacobians) const override {
    double *jacobian = jacobians ? jacobians[0] : nullptr;
    for (int k = 0; k < num_residuals(); k++)
      residuals[k] = curve(logistic, p[0], series.t[k], jacobian ? jacobian + 3 * k : nullptr) - series.y[k];
    return true;
  }
};

static void fit(bool logistic, const Series &series, Fit &result) {
  double p[3], inverse[9];
  selfStart(logistic, series, p);
  ceres::Problem problem;
  problem.AddResidualBlock(new Residuals(logistic, series), nullptr, p);
  ceres::Solver::Options options;
  options.linear_solver_type = ceres::DENSE_QR;
  options.logging_type = ceres::SILENT;
  options.function_tolerance = 1e-10;
  options.max_num_iterations = 100;
  ceres::Solver::Summary summary;
  ceres::Solve(options, &problem, &summary);

  ceres::Covariance::Options how;
  how.algorithm_type = ceres::DENSE_SVD;
  ceres::Covariance covariance(how);
  const std::vector<std::pair<const double *, const double *>> block = {{p, p}};
  if (covariance.Compute(block, &problem)) covariance.GetCovarianceBlock(p, p, inverse);
  const double ssr = 2 * summary.final_cost;
  write(result, p, ssr, inverse, ssr / (series.n - 3));
}
#endif

int main(int count, char **words) {
  google::InitGoogleLogging(words[0]);
  const Options options(count, words);
  const auto series = read(options);
  const bool logistic = isLogistic(options);
  measureFits(options, program, series.size(), [&](std::vector<Fit> &fits) {
    overBlocks(options.workers, long(series.size()), 64,
               [&](int, long k) { fit(logistic, series[size_t(k)], fits[size_t(k)]); });
  });
}
