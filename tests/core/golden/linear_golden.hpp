// Written by make_linear.py: exact answers for linear_test.cpp and heteroscedastic_test.cpp.
#pragma once

#include <vector>

namespace linear_golden {

// Filip, the powers rounded to doubles
inline const std::vector<double> filip = {
    -0x1.6edf561ee4779p+10,
    -0x1.5a85bf7b61521p+11,
    -0x1.218be01f298ecp+11,
    -0x1.19fe5543c93f3p+10,
    -0x1.627a6dcbcbecfp+8,
    -0x1.2c7f2ef906ac2p+6,
    -0x1.5c029b3d5f531p+3,
    -0x1.0fed52787b47dp+0,
    -0x1.1282a309b0951p-4,
    -0x1.4375fd789b9e4p-9,
    -0x1.52078b5f66b02p-15,
};
// weights and offset
inline const std::vector<double> weighted = {
    -0x1.ca4e6113c00f3p-1,
    0x1.a52ddccb2ccefp+0,
    0x1.eb4d3eee49e85p+0,
};
// the same, lambda 3/4, sigma held at 2/3 (its square taken as 4/9)
inline const std::vector<double> ridge_held = {
    -0x1.c295a5b26e40ap-1,
    0x1.a5ad900cbbd26p+0,
    0x1.e37d1bbfb1e67p+0,
};
// the same, lambda 3/4, sigma free: coefficients, sigma
inline const std::vector<double> ridge_free = {
    -0x1.c4d735d6c5e23p-1,
    0x1.a58dc1fcf798fp+0,
    0x1.e5a67ca3723fdp+0,
    0x1.21495646c29bdp-1,
};
// the same, lambda 40
inline const std::vector<double> ridge_far = {
    0x1.ce58e44668644p+2,
    0x1.b63104b2fc54fp-4,
    0x1.086f69c28b9e7p-4,
    0x1.55f8e83097f7ep+2,
};
// Belgian calls, both parts linear in the year - 1950: coefficients, standard errors, NLL
inline const std::vector<double> belgium = {
    0x1.125c02ea196f1p+2,
    0x1.039536b8ad80dp-1,
    -0x1.03c08f04857a4p+1,
    0x1.9f3bf1b4f91c1p-2,
    0x1.edfccdb478fc0p-4,
    0x1.6836fc1e49f01p-4,
    0x1.621005415ada5p-2,
    0x1.bfa27b39bb34bp-6,
    0x1.85140aace6b2bp+6,
};
// the small set, log sigma linear in x1
inline const std::vector<double> two_parts = {
    -0x1.184fee53e75b0p+0,
    0x1.ad18ff610d47ap+0,
    0x1.f8d2ecb575674p+0,
    -0x1.b13dd35294662p-4,
    -0x1.cbc713c0b5902p-4,
    0x1.e6219d232b7e7p-2,
    0x1.883bea33c2c8ep-4,
    0x1.4152369bb0b2bp-3,
    0x1.39d9f98cce49bp-1,
    0x1.0f8665de04e37p-3,
    0x1.2fa50accd44fap+3,
};

}  // namespace linear_golden
