#pragma once

namespace layerwright {

// Makes LayerwrightCrossEntropy known to TensorFlow. Its inputs and outputs are those of entropy_kernels.h. Once for a
// process.
//
// Throws  std::runtime_error  with TensorFlow's words
void registerEntropyOps();

}  // namespace layerwright
