// recurrent_kernels.inc for processors with these instructions; whether this one has them is asked when it runs.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#pragma GCC target("avx2,fma")
#define LANES 8
#define PANEL 2
#include "recurrent_kernels.inc"

namespace layerwright {
const RecurrentKernels* recurrentKernelsAvx2() { return &here; }
}  // namespace layerwright
#else
#include "recurrent_kernels.h"

namespace layerwright {
const RecurrentKernels* recurrentKernelsAvx2() { return nullptr; }
}  // namespace layerwright
#endif
