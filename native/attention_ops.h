#pragma once

namespace layerwright {

// Makes LayerwrightNorm and LayerwrightAttention and their gradients known to TensorFlow. Their inputs and outputs
// are those of attention_kernels.h. Once for a process.
//
// Throws  std::runtime_error  with TensorFlow's words
void registerAttentionOps();

}  // namespace layerwright
