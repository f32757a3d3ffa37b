# Writes quantile_golden.hpp: quantile regressions by R's quantreg (method "br", Barrodale and Roberts) on Brownlee's
# stack loss data (datasets::stackloss, 21 rows). Run in this folder; the output is committed.
suppressMessages(library(quantreg))
hex <- function(v) paste(sprintf("%a", v), collapse = ", ")
out <- c("// Written by make_quantile.R: do not edit.", "#pragma once", "", "#include <vector>", "",
         "namespace quantile_golden {", "",
         "// Air flow, water temperature, acid concentration, stack loss; row by row.",
         paste0("inline const std::vector<double> stackloss = {",
                paste(t(as.matrix(stackloss)), collapse = ", "), "};"),
         "", "struct Fit {", "  double tau;", "  std::vector<double> coefficients;",
         "  double loss;  // sum of rho_tau(residual)", "};", "inline const Fit fits[] = {")
for (tau in c(0.5, 0.25, 0.75, 0.1, 0.9)) {
  fit <- rq(stack.loss ~ ., tau = tau, data = stackloss, method = "br")
  out <- c(out, sprintf("    {%a, {%s}, %a},", tau, hex(coef(fit)), fit$rho))
}
writeLines(c(out, "};", "", "}  // namespace quantile_golden"), "quantile_golden.hpp")
