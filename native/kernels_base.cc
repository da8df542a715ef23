// All kernels for every processor that this file can be compiled for, and the choice between them.
#define LANES 4
#define PANEL 2
#include "kernels.inc"

namespace layerwright {

const Kernels& kernels() {
#if defined(__x86_64__) && defined(__GNUC__)
  const bool hasAvx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
                         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw");
  if (hasAvx512 && kernelsAvx512() != nullptr) return *kernelsAvx512();
  const bool hasAvx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (hasAvx2 && kernelsAvx2() != nullptr) return *kernelsAvx2();
#endif
  return here;
}

}  // namespace layerwright
