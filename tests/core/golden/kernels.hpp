// Written by make_kernels.py from mpmath: do not edit.
#pragma once

namespace golden {

inline constexpr double bernoulli_usual = 0x1.02bdfa346c795p+9;
inline constexpr double bernoulli_near_certain = 0x1.fba4d71a0a1cep-4;
inline constexpr double bernoulli_edge = 0x1.0a1acb7ad626ap+6;
inline constexpr double bernoulli_extreme = 0x1.21626442a1183p+17;
inline constexpr double logit_usual = 0x1.8463cd14dfe89p+10;
inline constexpr double logit_separated = 0x1.459965502450ep-24;
inline constexpr double logit_wild = 0x1.75770dc36fd90p+20;
inline constexpr double logit_subnormal = 0x1.326d47630e091p-1012;
inline constexpr double softmax_ten = 0x1.03d68bd557b71p+12;
inline constexpr double softmax_three = 0x1.2b40e85c152c7p+10;
inline constexpr double softmax_separated = 0x1.3b2d96670dbb3p-38;
inline constexpr double softmax_wild = 0x1.aaf0511ce805dp+22;
inline constexpr double gaussian_usual = 0x1.75a8d4ea780e0p+11;
inline constexpr double gaussian_far = 0x1.19c046b49b26ap+9;
inline constexpr double gaussian_tiny = -0x1.9660d59f49947p+18;
inline constexpr double gaussian_huge = 0x1.98570beb01120p+18;
inline constexpr double gaussian_each = -0x1.50cef030a757cp+14;
inline constexpr double gaussian_same_mu = 0x1.6b78d6f9fb8fdp+10;
inline constexpr double poisson_small = 0x1.0e05c71a766eap+12;
inline constexpr double poisson_large = 0x1.ff8c4e707f6ccp+12;
inline constexpr double poisson_rare = 0x1.5b06f0f6b46f0p+19;
inline constexpr double poisson_log = 0x1.2039456095d7fp+12;
inline constexpr double poisson_log_far = 0x1.ab40c5d6ddc40p+19;

}  // namespace golden
