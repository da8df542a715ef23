// Dense layers and their derivatives. All numbers are float32.
#pragma once

#include <stdint.h>

namespace layerwright {

struct Dense {
  int64_t depth, units;
  // Whether negative results are cut off at 0: a relu behind it.
  bool isCutOff;
};

// y[n, u] = bias[u] + Σ x[n, d] · kernel[d, u]
// `cut` is null, or shaped as x: where it is not above 0, x counts as 0. `bias` may be null.
struct DenseForward {
  Dense of;
  int64_t rowCount;
  const float *x, *cut, *bias;
  float* y;
};

// kernel[d, u] += Σ x[n, d] · change[n, u], bias[u] += Σ change, where change counts as 0 where y is not above 0 if
// results are cut off. Rows of `kernel` and `bias` are whole registers.
struct DenseBackward {
  Dense of;
  int64_t rowCount;
  const float *x, *y, *change;
  float *kernel, *bias;
};

struct DenseKernels {
  // Numbers of one row of units, in whole registers.
  int64_t (*width)(const Dense&);
  // Lays the kernel [depth, units] out as `forward` takes it, with `depth` rows of that width; `isTurned` for one that
  // is given as [units, depth].
  void (*pack)(const Dense&, const float* kernel, bool isTurned, float* packed);
  // Numbers of memory that one thread needs for itself.
  int64_t (*scratchSize)(const Dense&);
  void (*forward)(const DenseForward&, const float* packed, float* scratch);
  void (*backward)(const DenseBackward&, float* scratch);
};

}  // namespace layerwright
