// What our own operations compute on, compiled for several instruction sets.
#pragma once

#include "attention_kernels.h"
#include "batch_norm_kernels.h"
#include "convolution_kernels.h"
#include "dense_kernels.h"
#include "entropy_kernels.h"
#include "pooling_kernels.h"
#include "recurrent_kernels.h"

namespace layerwright {

struct Kernels {
  RecurrentKernels recurrent;
  AttentionKernels attention;
  BatchNormKernels batchNorm;
  ConvolutionKernels convolution;
  DenseKernels dense;
  EntropyKernels entropy;
  PoolingKernels pooling;
};

// The best that this processor has.
const Kernels& kernels();

// Null where the compiler or the processor's family has no such instructions.
const Kernels* kernelsAvx512();
const Kernels* kernelsAvx2();

}  // namespace layerwright
