# The numbers of tests/core/inference_test.cpp that have no closed form: Rscript make_inference.R, in tests/core/golden.
options(digits = 15)
d <- read.csv("../data/challenger-orings.csv")
control <- glm.control(epsilon = 1e-15, maxit = 200)
full <- glm(d$distress ~ d$temperature_f, family = binomial, control = control)
nll <- deviance(full) / 2

cat("temperature: estimate, standard error\n")
print(unname(summary(full)$coefficients[2, 1:2]))

# Profile likelihood interval of the slope: where 2 (NLL - least NLL) is the 95 % quantile of chi-square 1.
profiled <- function(b) deviance(glm(d$distress ~ 1 + offset(b * d$temperature_f), family = binomial, control = control)) / 2
excess <- function(b) 2 * (profiled(b) - nll) - qchisq(0.95, 1)
estimate <- coef(full)[2]
cat("profile interval of the slope\n")
print(c(uniroot(excess, c(-1.5, estimate), tol = 1e-14)$root, uniroot(excess, c(estimate, 0.1), tol = 1e-14)$root))

null <- glm(d$distress ~ 1, family = binomial, control = control)
cat("slope 0: likelihood ratio, Rao score, and their p values\n")
print(unlist(anova(null, full, test = "LRT")[2, c("Deviance", "Pr(>Chi)")]), digits = 15)
print(unlist(anova(null, full, test = "Rao")[2, c("Rao", "Pr(>Chi)")]), digits = 15)

# Gamma shape of Newcomb's times moved to be positive: profile likelihood over the rate has a closed form.
y <- read.csv("../data/newcomb-light.csv")[[1]] + 50
gamma_nll <- function(a) -sum(dgamma(y, a, a / mean(y), log = TRUE))
best <- optimize(gamma_nll, c(0.1, 100), tol = 1e-12)
root <- uniroot(function(a) digamma(a) - log(a) - mean(log(y)) + log(mean(y)), c(0.1, 1000), tol = 1e-14)$root
above <- function(a) 2 * (gamma_nll(a) - gamma_nll(root)) - qchisq(0.9, 1)
cat("gamma shape: estimate, profile interval at 90 %\n")
print(c(root, uniroot(above, c(0.1, root), tol = 1e-14)$root, uniroot(above, c(root, 1000), tol = 1e-14)$root))
