#pragma once

namespace layerwright {

// Makes LayerwrightMaxPoolGradient known to TensorFlow: of the numbers that were pooled, the derivative by the pooled
// ones, and the height and width of a window as float32 [2]. Once for a process.
//
// Throws  std::runtime_error  with TensorFlow's words
void registerPoolingOps();

}  // namespace layerwright
