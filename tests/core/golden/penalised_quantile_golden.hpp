// Written by make_penalised_quantile.py: do not edit.
#pragma once

#include <vector>

namespace penalised_quantile_golden {

struct Fit {
  int data;  // 0: two predictors, weights and offset; 1: two predictors, no intercept; 2: the steep line
  bool free;
  double tau, l2;
  std::vector<double> coefficients;
  double loss, b;  // sum w rho(r)
};
inline const Fit fits[] = {
    {0, false, 0.5, 0.125, {-0x1.8000000000000p-2, 0x1.8000000000000p+0, 0x1.2000000000000p+1}, 0x1.6e00000000000p+1, 0x1.8000000000000p-1},
    {1, false, 0.5, 0.125, {0x1.8000000000000p+0, 0x1.8000000000000p+0}, 0x1.1000000000000p+1, 0x1.8000000000000p-1},
    {0, false, 0.5, 0.75, {-0x1.9e1e1e1e1e1e2p-1, 0x1.af0f0f0f0f0f1p+0, 0x1.8f0f0f0f0f0f1p+0}, 0x1.8b0f0f0f0f0f1p+1, 0x1.8000000000000p-1},
    {1, false, 0.5, 0.75, {0x1.8f3cf3cf3cf3dp+0, 0x1.2492492492492p+0}, 0x1.1f3cf3cf3cf3dp+1, 0x1.8000000000000p-1},
    {0, false, 0.5, 6, {0x1.2612612612612p-4, 0x1.8620620620620p+0, 0x1.4efcefcefcefdp+0}, 0x1.53a5da5da5da6p+2, 0x1.8000000000000p-1},
    {1, false, 0.5, 6, {0x1.8cccccccccccdp+0, 0x1.1111111111111p+0}, 0x1.3eeeeeeeeeeefp+1, 0x1.8000000000000p-1},
    {0, false, 0.25, 0.125, {-0x1.0000000000000p+1, 0x1.c000000000000p+0, 0x1.0000000000000p+1}, 0x1.b000000000000p+0, 0x1.8000000000000p-1},
    {1, false, 0.25, 0.125, {0x1.8000000000000p+0, 0x1.5555555555555p+0}, 0x1.9000000000000p+0, 0x1.8000000000000p-1},
    {0, false, 0.25, 0.75, {-0x1.0000000000000p+1, 0x1.c000000000000p+0, 0x1.0000000000000p+1}, 0x1.b000000000000p+0, 0x1.8000000000000p-1},
    {1, false, 0.25, 0.75, {0x1.8000000000000p+0, 0x1.38e38e38e38e4p+0}, 0x1.9aaaaaaaaaaabp+0, 0x1.8000000000000p-1},
    {0, false, 0.25, 6, {0x1.1c71c71c71c72p-1, 0x1.1c71c71c71c72p+0, 0x1.e000000000000p-1}, 0x1.9751c71c71c72p+2, 0x1.8000000000000p-1},
    {1, false, 0.25, 6, {0x1.7d97d97d97d98p+0, 0x1.2ed2ed2ed2ed3p-1}, 0x1.a9b21b21b21b2p+1, 0x1.8000000000000p-1},
    {0, false, 0.9, 0.125, {-0x1.5800000000000p-2, 0x1.b200000000000p+0, 0x1.c800000000000p+0}, 0x1.8accccccccccbp-1, 0x1.8000000000000p-1},
    {1, false, 0.9, 0.125, {0x1.a5294a5294a53p+0, 0x1.d3f4fd3f4fd3fp+0}, 0x1.2be7c6be7c6bdp-1, 0x1.8000000000000p-1},
    {0, false, 0.9, 0.75, {-0x1.5800000000000p-2, 0x1.b200000000000p+0, 0x1.c800000000000p+0}, 0x1.8accccccccccbp-1, 0x1.8000000000000p-1},
    {1, false, 0.9, 0.75, {0x1.a5294a5294a53p+0, 0x1.d3f4fd3f4fd3fp+0}, 0x1.2be7c6be7c6bdp-1, 0x1.8000000000000p-1},
    {0, false, 0.9, 6, {0x1.4d82d82d82d84p+3, 0x1.5b05b05b05b04p-1, 0x1.238e38e38e38dp-1}, 0x1.beb579be02468p+2, 0x1.8000000000000p-1},
    {1, false, 0.9, 6, {0x1.983c131d5acb7p+0, 0x1.189374bc6a7efp+0}, 0x1.6adce932ed4b8p+1, 0x1.8000000000000p-1},
    {0, false, 0.05, 0.125, {-0x1.0000000000000p+1, 0x1.c000000000000p+0, 0x1.0000000000000p+1}, 0x1.599999999999ap-2, 0x1.8000000000000p-1},
    {1, false, 0.05, 0.125, {0x1.4444444444444p+0, 0x1.8888888888889p+0}, 0x1.efc962fc962fdp-2, 0x1.8000000000000p-1},
    {0, false, 0.05, 0.75, {-0x1.b05b05b05b05ap-2, 0x1.5b05b05b05b06p+0, 0x1.49f49f49f49f5p+0}, 0x1.76c16c16c16c2p-1, 0x1.8000000000000p-1},
    {1, false, 0.05, 0.75, {0x1.4444444444444p+0, 0x1.8888888888889p+0}, 0x1.efc962fc962fdp-2, 0x1.8000000000000p-1},
    {0, false, 0.05, 6, {0x1.40b60b60b60b6p-1, 0x1.3333333333334p-2, 0x1.cfa4fa4fa4fa5p-3}, 0x1.9ea38e38e38e4p+1, 0x1.8000000000000p-1},
    {1, false, 0.05, 6, {0x1.999999999999ap-2, 0x1.27d27d27d27d3p-4}, 0x1.426f8091a2b3dp+1, 0x1.8000000000000p-1},
    {0, true, 0.5, 0.25, {-0x1.8000000000000p-2, 0x1.8000000000000p+0, 0x1.2000000000000p+1}, 0x1.6e00000000000p+1, 0x1.fd37a6f4de9bdp-3},  // of 1 minima
    {0, true, 0.5, 2, {-0x1.7deeac55cffaep-1, 0x1.ab66c221062dfp+0, 0x1.97d62e17245e8p+0}, 0x1.88f4af9fc9f40p+1, 0x1.115c4da6cf459p-2},  // of 3 minima
    {0, true, 0.5, 40, {0x1.25af6ecca89cfp+2, 0x1.a50913357630cp-4, 0x1.15c4358fb6dcap-4}, 0x1.92c17155198a9p+4, 0x1.182d867dfb81cp+1},  // of 4 minima
    {0, true, 0.9, 0.25, {-0x1.5800000000000p-2, 0x1.b200000000000p+0, 0x1.c800000000000p+0}, 0x1.8accccccccccbp-1, 0x1.12a4bafdc61f2p-4},  // of 1 minima
    {0, true, 0.9, 2, {-0x1.5800000000000p-2, 0x1.b200000000000p+0, 0x1.c800000000000p+0}, 0x1.8accccccccccbp-1, 0x1.12a4bafdc61f2p-4},  // of 1 minima
    {0, true, 0.9, 40, {0x1.00b65e16a8854p+4, 0x1.654bbe959617ap-4, 0x1.2c2fe66acab14p-4}, 0x1.41ad3c788c373p+3, 0x1.bf8cd9b2d957ep-1},  // of 2 minima
    {2, true, 0.5, 0.125, {0x1.aaaaaaaaaaaabp-4, 0x1.40aaaaaaaaaabp+3}, 0x1.2aaaaaaaaaaabp+0, 0x1.2aaaaaaaaaaabp-3},  // of 1 minima
    {2, true, 0.5, 0.5, {0x1.aaaaaaaaaaaabp-4, 0x1.40aaaaaaaaaabp+3}, 0x1.2aaaaaaaaaaabp+0, 0x1.2aaaaaaaaaaabp-3},  // of 2 minima
    {2, true, 0.5, 0.75, {0x1.1d11d6c10aa4fp+5, 0x1.377149f7aad86p+0}, 0x1.1891d6c10aa4fp+6, 0x1.1891d6c10aa4fp+3},  // of 2 minima
    {2, true, 0.5, 1, {0x1.27e2d75e8034ap+5, 0x1.c1d28a17fcb5dp-1}, 0x1.2362d75e8034ap+6, 0x1.2362d75e8034ap+3},  // of 2 minima
    {2, true, 0.25, 0.125, {-0x1.5555555555555p-2, 0x1.4155555555555p+3}, 0x1.eaaaaaaaaaaabp-1, 0x1.eaaaaaaaaaaabp-4},  // of 1 minima
    {2, true, 0.25, 0.5, {-0x1.5555555555555p-2, 0x1.4155555555555p+3}, 0x1.eaaaaaaaaaaabp-1, 0x1.eaaaaaaaaaaabp-4},  // of 2 minima
    {2, true, 0.25, 0.75, {0x1.1577ba0f8e503p+4, 0x1.34422f838d7e9p+0}, 0x1.a933971755784p+5, 0x1.a933971755784p+2},  // of 3 minima
    {2, true, 0.25, 1, {0x1.20267978fc93ap+4, 0x1.bd98687036c58p-1}, 0x1.b939b6357add8p+5, 0x1.b939b6357add8p+2},  // of 3 minima
};

}  // namespace penalised_quantile_golden
