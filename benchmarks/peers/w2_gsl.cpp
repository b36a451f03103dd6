// W2 with the GNU Scientific Library: gsl_multifit_nlinear, trust region of Levenberg and Marquardt, analytic Jacobian,
// Cholesky solver; one workspace a length, kept by each worker.
#include <gsl/gsl_blas.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_multifit_nlinear.h>

#include "curves.hpp"

struct Problem {
  bool logistic;
  const Series *series;
};

static int residuals(const gsl_vector *p, void *context, gsl_vector *out) {
  const auto &[logistic, series] = *static_cast<const Problem *>(context);
  for (size_t k = 0; k < out->size; k++) gsl_vector_set(out, k, curve(logistic, p->data, series->t[k]) - series->y[k]);
  return GSL_SUCCESS;
}

static int jacobian(const gsl_vector *p, void *context, gsl_matrix *out) {
  const auto &[logistic, series] = *static_cast<const Problem *>(context);
  for (size_t k = 0; k < out->size1; k++) curve(logistic, p->data, series->t[k], gsl_matrix_ptr(out, k, 0));
  return GSL_SUCCESS;
}

static void fit(Problem problem, Fit &result) {
  static thread_local std::map<size_t, gsl_multifit_nlinear_workspace *> workspaces;
  const size_t n = size_t(problem.series->n);
  auto *&workspace = workspaces[n];
  if (!workspace) {
    auto parameters = gsl_multifit_nlinear_default_parameters();
    parameters.solver = gsl_multifit_nlinear_solver_cholesky;
    workspace = gsl_multifit_nlinear_alloc(gsl_multifit_nlinear_trust, &parameters, n, 3);
  }
  gsl_multifit_nlinear_fdf functions = {};
  functions.f = residuals;
  functions.df = jacobian;
  functions.n = n;
  functions.p = 3;
  functions.params = &problem;
  double p[3], covariance[9];
  selfStart(problem.logistic, *problem.series, p);
  const auto start = gsl_vector_view_array(p, 3);
  auto covarianceView = gsl_matrix_view_array(covariance, 3, 3);
  int why;
  gsl_multifit_nlinear_init(&start.vector, &functions, workspace);
  gsl_multifit_nlinear_driver(100, 1e-8, 1e-8, 1e-10, nullptr, nullptr, &why, workspace);
  gsl_multifit_nlinear_covar(gsl_multifit_nlinear_jac(workspace), 0, &covarianceView.matrix);

  const gsl_vector *left = gsl_multifit_nlinear_residual(workspace);
  double *out = result.values, ssr;
  gsl_blas_ddot(left, left, &ssr);
  for (size_t k = 0; k < 3; k++) *out++ = gsl_vector_get(workspace->x, k);
  *out++ = ssr;
  for (int row = 0; row < 3; row++)
    for (int column = row; column < 3; column++) *out++ = covariance[3 * row + column] * ssr / double(n - 3);
}

int main(int count, char **words) {
  gsl_set_error_handler_off();
  const Options options(count, words);
  const auto series = read(options);
  const bool logistic = isLogistic(options);
  measureFits(options, "GSL", series.size(), [&](std::vector<Fit> &fits) {
    overBlocks(options.workers, long(series.size()), 64,
               [&](int, long k) { fit({logistic, &series[size_t(k)]}, fits[size_t(k)]); });
  });
}
