#include "entropy_ops.h"

#include <mutex>
#include <vector>

#include "kernels.h"
#include "operation.h"
#include "parallel.h"

namespace layerwright {
namespace {

// Numbers that are worth another thread.
constexpr int64_t LEAST_NUMBERS = 16384;

void crossEntropy(Call& call) {
  const std::vector<int64_t> shape = call.shape(0);
  const int64_t rowCount = shape[0], classCount = shape[1];
  const CrossEntropy io{rowCount,      classCount,    call.input(0), call.input(1), call.output(0, {rowCount}),
                        call.output(1, shape)};
  runRanges(rowCount, LEAST_NUMBERS / classCount + 1, [&](int64_t, int64_t from, int64_t to) {
    CrossEntropy part = io;
    part.rowCount = to - from;
    part.logits += from * classCount;
    part.labels += from;
    part.losses += from;
    part.gradient += from * classCount;
    kernels().entropy.crossEntropy(part);
  });
}

void inferCrossEntropy(TF_ShapeInferenceContext* context, TF_Status* status) {
  setOutput(context, 0, inputShape(context, 1, status), status);
  setOutput(context, 1, inputShape(context, 0, status), status);
}

void defineAll() {
  define({"LayerwrightCrossEntropy",
          {"logits", "labels"},
          {"losses", "gradient"},
          inferCrossEntropy,
          compute<crossEntropy>});
}

}  // namespace

void registerEntropyOps() {
  static std::once_flag once;
  std::call_once(once, defineAll);
}

}  // namespace layerwright
