// What a recurrent layer computes of a whole sequence, apart from the matrix products over all steps at once.
// The same code is compiled for several instruction sets (recurrent_kernels.inc); `kernels` gives the best
// that this processor has. All numbers are float32; a shard of the batch is independent of every other, so that
// the result does not depend on how the rows are shared out.
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

// Input   projected [rows, steps, 4 units]: input · kernel + bias of the gates i, f, c, o
//         mask [rows, steps]: 0 keeps the state as it was; null for none
// Output  hidden, previous, cell [rows, steps, units]; previous is what hidden was one step before
//         gates [rows, steps, 4 units] after their activations
//         lastHidden, lastCell [rows, units]
struct LstmForward {
  const float *projected, *startHidden, *startCell, *mask;
  float *hidden, *previous, *cell, *gates, *lastHidden, *lastCell;
};

// Input   gradients of hidden [rows, steps, units], lastHidden and lastCell [rows, units]
// Output  gradients of projected [rows, steps, 4 units], startHidden and startCell [rows, units]
struct LstmBackward {
  const float *cell, *gates, *startCell, *mask;
  const float *hiddenChange, *lastHiddenChange, *lastCellChange;
  float *projectedChange, *startHiddenChange, *startCellChange;
};

// As above, for the gates z, r, h; the reset gate works on the state before its product with the weights.
// Output  reset [rows, steps, units] = r · previous
struct GruForward {
  const float *projected, *startHidden, *mask;
  float *hidden, *previous, *reset, *gates, *lastHidden;
};

struct GruBackward {
  const float *previous, *gates, *mask;
  const float *hiddenChange, *lastHiddenChange;
  float *projectedChange, *startHiddenChange;
};

struct RecurrentKernels {
  // Floats of memory that weights of [units, gateCount * units] take when laid out for the products of a step.
  int64_t (*packedSize)(int64_t units, int64_t gateCount);
  void (*packForward)(const float* kernel, int64_t units, int64_t gateCount, float* packed);
  void (*packBackward)(const float* kernel, int64_t units, int64_t gateCount, float* packed);
  // Floats of scratch memory that one shard takes.
  int64_t (*scratchSize)(const SequenceShard& shard);
  void (*lstmForward)(const SequenceShard&, const LstmForward&, const float* packed, float* scratch);
  void (*lstmBackward)(const SequenceShard&, const LstmBackward&, const float* packed, float* scratch);
  void (*gruForward)(const SequenceShard&, const GruForward&, const float* packed, float* scratch);
  void (*gruBackward)(const SequenceShard&, const GruBackward&, const float* packed, float* scratch);
};

const RecurrentKernels& recurrentKernels();

// Null where the compiler or the processor's family has no such instructions.
const RecurrentKernels* recurrentKernelsAvx512();
const RecurrentKernels* recurrentKernelsAvx2();
const RecurrentKernels* recurrentKernelsBase();

}  // namespace layerwright
