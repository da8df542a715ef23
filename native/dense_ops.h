// Dense layers as operations of TensorFlow's graphs.
#pragma once

namespace layerwright {

// Makes the operations known to TensorFlow, once. Throws std::runtime_error with TensorFlow's words.
void registerDenseOps();

}  // namespace layerwright
