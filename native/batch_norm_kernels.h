// Batch normalisation over rows of channels, and its derivatives. All numbers are float32.
#pragma once

#include <stdint.h>

namespace layerwright {

// Some rows of the batch, [rowCount, channels].
struct BatchNormRows {
  int64_t rowCount, channels;
  const float* x;
};

// Of these rows alone, for each channel: the mean, and the sum of the squares of the distances from it.
struct BatchNormMoments {
  BatchNormRows rows;
  float *mean, *squares;
};

// y = (x − mean) · factor + shift, factor being the learned scale divided by the spread
struct BatchNormForward {
  BatchNormRows rows;
  const float *mean, *factor, *shift;
  float* y;
};

// For each channel Σ change and Σ change · (x − mean).
struct BatchNormSums {
  BatchNormRows rows;
  const float *change, *mean;
  float *plain, *along;
};

// gradient = (change − plain) · factor − (x − mean) · along, each of these one number for a channel
struct BatchNormBackward {
  BatchNormRows rows;
  const float *change, *mean, *factor, *plain, *along;
  float* gradient;
};

struct BatchNormKernels {
  void (*moments)(const BatchNormMoments&);
  void (*forward)(const BatchNormForward&);
  void (*sums)(const BatchNormSums&);
  void (*backward)(const BatchNormBackward&);
};

}  // namespace layerwright
