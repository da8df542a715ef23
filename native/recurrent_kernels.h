// What a recurrent layer computes of a whole sequence, apart from the matrix products over all steps at once. All
// numbers are float32; a shard of the batch is independent of every other, so that the result does not depend on how
// the rows are shared out.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace layerwright {

// Sizes of a sequence, and the rows of the batch [firstRow, endRow) that one call works on.
struct SequenceShard {
  int64_t stepCount;
  int64_t units;
  int64_t firstRow;
  int64_t endRow;
};

// Input   projected [rows, steps, 4 units]: input · kernel of the gates i, f, c, o
//         bias [4 units]; null for none
//         mask [rows, steps]: 0 keeps the state as it was; null for none
// Output  hidden, previous, cell [rows, steps, units]; previous is what hidden was one step before
//         gates [rows, steps, 4 units] after their activations
//         lastHidden, lastCell [rows, units]
struct LstmForward {
  const float *projected, *bias, *startHidden, *startCell, *mask;
  float *hidden, *previous, *cell, *gates, *lastHidden, *lastCell;
};

// Input   gradients of hidden [rows, steps, units], lastHidden and lastCell [rows, units]
// Output  gradients of projected [rows, steps, 4 units], startHidden and startCell [rows, units]
//         biasChange [4 units]: this shard's part, added to what is there
struct LstmBackward {
  const float *cell, *gates, *startCell, *mask;
  const float *hiddenChange, *lastHiddenChange, *lastCellChange;
  float *projectedChange, *startHiddenChange, *startCellChange;
};

// As above, for the gates z, r, h; the reset gate works on the state before its product with the weights.
// Output  reset [rows, steps, units] = r · previous
struct GruForward {
  const float *projected, *bias, *startHidden, *mask;
  float *hidden, *previous, *reset, *gates, *lastHidden;
};

struct GruBackward {
  const float *previous, *gates, *mask;
  const float *hiddenChange, *lastHiddenChange;
  float *projectedChange, *startHiddenChange;
};

// As above, with the reset gate on the finished product of the state, which has a bias of its own.
// Output  candidate [rows, steps, units]: that product's third part
struct ResetAfterGruForward {
  const float *projected, *bias, *stateBias, *startHidden, *mask;
  float *hidden, *previous, *candidate, *gates, *lastHidden;
};

// Output  productChange [rows, steps, 3 units]: gradient of the state's product
struct ResetAfterGruBackward {
  const float *previous, *candidate, *gates, *mask;
  const float *hiddenChange, *lastHiddenChange;
  float *projectedChange, *productChange, *startHiddenChange;
};

struct RecurrentKernels {
  // Floats of memory that weights of [units, gateCount * units] take when laid out for the products of a step.
  int64_t (*packedSize)(int64_t units, int64_t gateCount);
  void (*packForward)(const float* kernel, int64_t units, int64_t gateCount, float* packed);
  void (*packBackward)(const float* kernel, int64_t units, int64_t gateCount, float* packed);
  // Floats of scratch memory that one shard takes.
  int64_t (*scratchSize)(const SequenceShard& shard);
  void (*lstmForward)(const SequenceShard&, const LstmForward&, const float* packed, float* scratch);
  void (*lstmBackward)(const SequenceShard&, const LstmBackward&, const float* packed, float* biasChange,
                         float* scratch);
  void (*gruForward)(const SequenceShard&, const GruForward&, const float* packed, float* scratch);
  void (*gruBackward)(const SequenceShard&, const GruBackward&, const float* packed, float* biasChange,
                        float* scratch);
  void (*resetAfterGruForward)(const SequenceShard&, const ResetAfterGruForward&, const float* packed,
                               float* scratch);
  // Input  biasChange: that of the input's bias [3 units], then that of the state's
  void (*resetAfterGruBackward)(const SequenceShard&, const ResetAfterGruBackward&, const float* packed,
                                float* biasChange, float* scratch);
};

}  // namespace layerwright
