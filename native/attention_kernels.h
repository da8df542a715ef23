// What layers of attention compute row by row: normalisation over the last axis, and attention itself. All numbers
// are float32.
#pragma once

#include <stdint.h>

namespace layerwright {

// y = (x - mean) / sqrt(variance + epsilon) · scale + shift, of each of `rowCount` rows of `width` numbers.
// Output  inverse [rows]: 1 / sqrt(variance + epsilon); normal [rows, width]: y before scale and shift
struct NormForward {
  int64_t rowCount, width;
  float epsilon;
  const float *x, *scale, *shift;
  float *y, *normal, *inverse;
};

// Output  xChange; scaleChange and shiftChange [width]: added to what is there
struct NormBackward {
  int64_t rowCount, width;
  const float *change, *normal, *inverse, *scale;
  float *xChange, *scaleChange, *shiftChange;
};

// Attention of `rows` sequences, each in the view of `heads` heads of `size` numbers that lie side by side.
// Input   query [rows, steps, heads · size]; key and value [rows, asked, heads · size]
//         queryMask [rows, steps], valueMask [rows, asked]: 0 hides a step; null for none
//         isCausal: a step sees itself and earlier ones only
//         scale: factor of the scores
//         takesNothing: whether a step that sees nothing takes nothing, instead of the same of all
//         kept [rows, heads, steps, asked]: factors of the shares; null for none
// Output  y, of the query's shape; shares [rows, heads, steps, asked]: what of each value it took, before the factors
struct Attention {
  int64_t heads, size, steps, asked;
  bool isCausal, takesNothing;
  float scale;
  const float *query, *key, *value, *queryMask, *valueMask, *kept;
};

struct AttentionForward {
  Attention of;
  float *y, *shares;
};

struct AttentionBackward {
  Attention of;
  const float *change, *shares;
  float *queryChange, *keyChange, *valueChange;
};

struct AttentionKernels {
  // Floats of scratch memory that one call takes.
  int64_t (*scratchSize)(const Attention&);
  // Works on one head of one row: `view` counts rows · heads.
  void (*attentionForward)(const AttentionForward&, int64_t view, float* scratch);
  void (*attentionBackward)(const AttentionBackward&, int64_t view, float* scratch);
  void (*normForward)(const NormForward&);
  void (*normBackward)(const NormBackward&);
};

}  // namespace layerwright
