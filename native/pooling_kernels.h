// The derivative of max-pooling. All numbers are float32.
#pragma once

#include <stdint.h>

namespace layerwright {

// Each number of `change` goes to the largest number of its window, the first of equal ones, as in TensorFlow.
// Windows lie side by side from the upper left corner; what is left over belongs to none.
// Input   input [images, height, width, channels]: what was pooled; change: by the pooled numbers,
//         [images, height / windowHeight, width / windowWidth, channels]
// Output  gradient, shaped as input
struct MaxPoolGradient {
  int64_t imageCount, height, width, channels, windowHeight, windowWidth;
  const float *input, *change;
  float* gradient;
};

struct PoolingKernels {
  void (*maxPoolGradient)(const MaxPoolGradient&);
};

}  // namespace layerwright
