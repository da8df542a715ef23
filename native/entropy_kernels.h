// Cross-entropy and the likeliest of many classes, row by row. All numbers are float32.
#pragma once

#include <stdint.h>

namespace layerwright {

// loss = ln Σ e^z - z of the row's class, for the logits z of each of `rowCount` rows of `classCount` numbers.
// Input   labels [rows]: class codes, as whole numbers
// Output  losses [rows]; gradient [rows, classes]: by the logits, e^z / Σ e^z, less 1 at the row's class. A row
//         whose class there is none of has no number as its loss, as in TensorFlow
struct CrossEntropy {
  int64_t rowCount, classCount;
  const float *logits, *labels;
  float *losses, *gradient;
};

// Output  places [rows]: where the largest of a row's `classCount` numbers stands, the first of equal ones
struct LargestPlaces {
  int64_t rowCount, classCount;
  const float* values;
  float* places;
};

struct EntropyKernels {
  void (*crossEntropy)(const CrossEntropy&);
  void (*largestPlaces)(const LargestPlaces&);
};

}  // namespace layerwright
