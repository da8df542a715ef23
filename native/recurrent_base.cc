// recurrent_kernels.inc for every processor that this file can be compiled for, and the choice between them.
#define LANES 4
#define PANEL 2
#include "recurrent_kernels.inc"

namespace layerwright {

const RecurrentKernels* recurrentKernelsBase() { return &here; }

const RecurrentKernels& recurrentKernels() {
#if defined(__x86_64__) && defined(__GNUC__)
  const bool hasAvx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
                         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw");
  if (hasAvx512 && recurrentKernelsAvx512() != nullptr) return *recurrentKernelsAvx512();
  const bool hasAvx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (hasAvx2 && recurrentKernelsAvx2() != nullptr) return *recurrentKernelsAvx2();
#endif
  return *recurrentKernelsBase();
}

}  // namespace layerwright
