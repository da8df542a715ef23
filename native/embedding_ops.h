#pragma once

namespace layerwright {

// Makes LayerwrightEmbeddingGradient known to TensorFlow. Once for a process.
//
// Input   change [tokens, width]: by the row that each token looked up; tokens [tokens]: numbers of rows, as whole
//         float32; table [rows, width], of which only the shape counts
// Output  by the table [rows, width]: the sum over the tokens of each row, in their order
// Throws  std::runtime_error  with TensorFlow's words
void registerEmbeddingOps();

}  // namespace layerwright
