#include "embedding_ops.h"

#include <algorithm>
#include <mutex>
#include <vector>

#include "operation.h"
#include "parallel.h"

namespace layerwright {
namespace {

// Numbers that are worth another thread.
constexpr int64_t LEAST_NUMBERS = 65536;

// Each thread has rows of its own, so that every sum is made in the same order however many there are.
void embeddingGradient(Call& call) {
  const int64_t tokenCount = call.elementCount(1), rowCount = call.length(2, 0), width = call.length(2, 1);
  const float *change = call.input(0), *tokens = call.input(1);
  float* gradient = call.output(0, {rowCount, width});
  runRanges(rowCount, LEAST_NUMBERS / (width + 1) + 1, [&](int64_t, int64_t from, int64_t to) {
    std::fill(gradient + from * width, gradient + to * width, 0.0f);
    for (int64_t token = 0; token < tokenCount; ++token) {
      const auto row = static_cast<int64_t>(tokens[token]);
      if (row < from || row >= to) continue;
      const float* added = change + token * width;
      float* sum = gradient + row * width;
      for (int64_t place = 0; place < width; ++place) sum[place] += added[place];
    }
  });
}

void inferEmbeddingGradient(TF_ShapeInferenceContext* context, TF_Status* status) {
  setOutput(context, 0, inputShape(context, 2, status), status);
}

void defineAll() {
  define({"LayerwrightEmbeddingGradient",
          {"change", "tokens", "table"},
          {"gradient"},
          inferEmbeddingGradient,
          compute<embeddingGradient>});
}

}  // namespace

void registerEmbeddingOps() {
  static std::once_flag once;
  std::call_once(once, defineAll);
}

}  // namespace layerwright
