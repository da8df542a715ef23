// All kernels for processors with these instructions; whether this one has them is asked when the program runs.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#pragma GCC target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma")
#define LANES 16
#define PANEL 4
#include "kernels.inc"

namespace layerwright {
const Kernels* kernelsAvx512() { return &here; }
}  // namespace layerwright
#else
#include "kernels.h"

namespace layerwright {
const Kernels* kernelsAvx512() { return nullptr; }
}  // namespace layerwright
#endif
