// Written by make_quantile.R: do not edit.
#pragma once

#include <vector>

namespace quantile_golden {

// Air flow, water temperature, acid concentration, stack loss; row by row.
inline const std::vector<double> stackloss = {80, 27, 89, 42, 80, 27, 88, 37, 75, 25, 90, 37, 62, 24, 87, 28, 62, 22, 87, 18, 62, 23, 87, 18, 62, 24, 93, 19, 62, 24, 93, 20, 58, 23, 87, 15, 58, 18, 80, 14, 58, 18, 89, 14, 58, 17, 88, 13, 58, 18, 82, 11, 58, 19, 93, 12, 50, 18, 89, 8, 50, 18, 86, 7, 50, 19, 72, 8, 50, 19, 79, 8, 50, 20, 80, 9, 56, 20, 82, 15, 70, 20, 91, 15};

struct Fit {
  double tau;
  std::vector<double> coefficients;
  double loss;  // sum of rho_tau(residual)
};
inline const Fit fits[] = {
    {0x1p-1, {-0x1.3d84d2bc79b19p+5, 0x1.a9ecb50e193a1p-1, 0x1.25d7ee30f9548p-1, -0x1.f2a4bafdc61eep-5}, 0x1.50a636e8ff422p+4},
    {0x1p-2, {-0x1.2000000000001p+5, 0x1.000000000000cp-1, 0x1.ffffffffffff6p-1, -0x1.08p-51}, 0x1.0a00000000005p+4},
    {0x1.8p-1, {-0x1.b18469ee5846fp+5, 0x1.bdcb08d3dcb09p-1, 0x1.f72c234f72c21p-1, 0x1.34cp-52}, 0x1.0408d3dcb08e2p+4},
    {0x1.999999999999ap-4, {-0x1.d0396ba9de81cp+4, 0x1.42fd9b8396bbcp-2, 0x1.396ba9de8133p+0, -0x1.cb5d4ef409a14p-6}, 0x1.117ce3c4aa59cp+3},
    {0x1.ccccccccccccdp-1, {-0x1.d458b772a7a8ep+5, 0x1.95fdbe971e732p-1, 0x1.4e30de8b16edfp+0, 0x1.38c37a2c5bbep-5}, 0x1.0b92d55ef4f38p+3},
};

}  // namespace quantile_golden
