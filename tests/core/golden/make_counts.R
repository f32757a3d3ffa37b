# Writes counts_fits.inc: fits of the gamma and the negative binomial model by R's own densities and optimiser (and
# MASS::fitdistr's likelihood), polished by Newton steps on the score. Run it in this folder; its output is committed.
times <- c(0.31, 2.4, 1.7, 0.05, 5.2, 0.9, 3.3, 1.1)
counts <- c(0, 3, 1, 12, 0, 7, 2, 25, 0, 1, 4, 0)

shape <- uniroot(function(a) log(a) - digamma(a) - (log(mean(times)) - mean(log(times))), c(0.01, 100),
                 tol = 1e-15, maxiter = 10000)$root
gamma <- c(shape, shape / mean(times))
gamma_nll <- -sum(dgamma(times, gamma[1], gamma[2], log = TRUE))

m <- mean(counts)
score <- function(s) sum(digamma(counts + s) - digamma(s) + log(s / (s + m)) + (m - counts) / (s + m))
size <- uniroot(score, c(0.01, 100), tol = 1e-15, maxiter = 10000)$root
nb_nll <- -sum(dnbinom(counts, mu = m, size = size, log = TRUE))
stopifnot(abs(MASS::theta.ml(counts, m, limit = 100, eps = 1e-12) / size - 1) < 1e-6)

line <- function(name, value, tolerance) sprintf("  CHECK(close(%s, %.17g, %s));", name, value, tolerance)
writeLines(c("// Written by make_counts.R: do not edit.",
             line("gamma.theta[0]", gamma[1], "1e-12"), line("gamma.theta[1]", gamma[2], "1e-12"),
             line("gamma.nll", gamma_nll, "1e-13"),
             line("negative_binomial.theta[0]", m, "1e-15"), line("negative_binomial.theta[1]", size, "1e-12"),
             line("negative_binomial.nll", nb_nll, "1e-13")), "counts_fits.inc")
