// Convolutions of images, moving by one pixel, and their derivatives. All numbers are float32.
#pragma once

#include <stdint.h>

namespace layerwright {

// Images [height, width, channels] with zeros around them, of which `padTop` rows are above and `padLeft` columns to
// the left; results [outHeight, outWidth, filters].
struct Convolution {
  int64_t height, width, channels, filters, kernelHeight, kernelWidth, padTop, padLeft, outHeight, outWidth;
  // Whether negative results are cut off at 0: a relu behind it.
  bool isCutOff;
};

// y[n, i, j, f] = bias[f] + Σ x[n, i + a − padTop, j + b − padLeft, c] · kernel[a, b, c, f]
// `cut` is null, or shaped as x: where it is not above 0, x counts as 0.
struct ConvolutionForward {
  Convolution of;
  int64_t imageCount;
  const float *x, *cut, *bias;
  float* y;
};

// kernel[a, b, c, f] += Σ x[n, i + a − padTop, j + b − padLeft, c] · change[n, i, j, f], bias[f] += Σ change, where
// change counts as 0 where y is not above 0 if results are cut off. Rows of `kernel` and `bias` are whole registers.
struct ConvolutionBackward {
  Convolution of;
  int64_t imageCount;
  const float *x, *y, *change;
  float *kernel, *bias;
};

struct ConvolutionKernels {
  // Numbers of one row of filters, in whole registers.
  int64_t (*filterWidth)(const Convolution&);
  // Numbers of the kernel as `forward` takes it, of which `pack` makes it.
  int64_t (*packedSize)(const Convolution&);
  void (*pack)(const Convolution&, const float* kernel, float* packed);
  // Numbers of memory that one thread needs for itself.
  int64_t (*scratchSize)(const Convolution&);
  void (*forward)(const ConvolutionForward&, const float* packed, float* scratch);
  void (*backward)(const ConvolutionBackward&, float* scratch);
};

}  // namespace layerwright
