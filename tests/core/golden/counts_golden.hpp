// Written by make_counts.py: do not edit.
#pragma once

namespace counts_golden {

// mean, size; the Fisher information of the negative binomial's size
inline const double size_information_values[][3] = {
    {0x1.0000000000000p+1, 0x1.0000000000000p+1, 0x1.9ff3c2d920bd6p-6},
    {0x1.e000000000000p+3, 0x1.999999999999ap-4, 0x1.df27fe96df31ep+4},
    {0x1.999999999999ap-5, 0x1.4000000000000p+4, 0x1.fcd5e7d351f06p-28},
    {0x1.0624dd2f1a9fcp-10, 0x1.47ae147ae147bp-7, 0x1.be11381f8e763p-2},
    {0x1.e848000000000p+19, 0x1.999999999999ap-4, 0x1.1c9837f1e9be0p+6},
    {0x1.e848000000000p+19, 0x1.0000000000000p+0, 0x1.4a32fcb8186a5p-1},
    {0x1.e848000000000p+19, 0x1.e848000000000p+19, 0x1.197991ecbf0dcp-43},
    {0x1.0000000000000p+0, 0x1.e848000000000p+19, 0x1.357becc1aead2p-81},
    {0x1.d1a94a2000000p+39, 0x1.0624dd2f1a9fcp-10, 0x1.016a5951b6b98p+15},
    {0x1.5af1d78b58c40p+66, 0x1.8000000000000p+1, 0x1.f8a219fb64fbap-5},
    {0x1.87e92154ef7acp-665, 0x1.0000000000000p+0, 0x0.0p+0},
    {0x1.8000000000000p+1, 0x1.249ad2594c37dp+332, 0x0.0p+0},
};

}  // namespace counts_golden
