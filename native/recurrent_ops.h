#pragma once

namespace layerwright {

// Makes the operations of recurrent layers known to TensorFlow: LayerwrightLstm, LayerwrightGru,
// LayerwrightResetAfterGru and their gradients. Their inputs and outputs are those of recurrent_kernels.h.
// Once for a process.
//
// Throws  std::runtime_error  with TensorFlow's words
void registerRecurrentOps();

}  // namespace layerwright
