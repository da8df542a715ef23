// Batch normalisation as an operation of TensorFlow's graphs.
#pragma once

namespace layerwright {

// Makes the operations known to TensorFlow, once. Throws std::runtime_error with TensorFlow's words.
void registerBatchNormOps();

}  // namespace layerwright
