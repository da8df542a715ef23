// All kernels for processors with these instructions; whether this one has them is asked when the program runs.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#pragma GCC target("avx2,fma")
#define LANES 8
#define PANEL 2
#include "kernels.inc"

namespace layerwright {
const Kernels* kernelsAvx2() { return &here; }
}  // namespace layerwright
#else
#include "kernels.h"

namespace layerwright {
const Kernels* kernelsAvx2() { return nullptr; }
}  // namespace layerwright
#endif
