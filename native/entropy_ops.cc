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

void largestPlaces(Call& call) {
  const int64_t rowCount = call.length(0, 0), classCount = call.length(0, 1);
  const LargestPlaces io{rowCount, classCount, call.input(0), call.output(0, {rowCount})};
  runRanges(rowCount, LEAST_NUMBERS / classCount + 1, [&](int64_t, int64_t from, int64_t to) {
    kernels().entropy.largestPlaces({to - from, classCount, io.values + from * classCount, io.places + from});
  });
}

void inferLargestPlaces(TF_ShapeInferenceContext* context, TF_Status* status) {
  setOutput(context, 0, part(context, inputShape(context, 0, status), 0, 1, status), status);
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
  define({"LayerwrightLargestPlaces", {"values"}, {"places"}, inferLargestPlaces, compute<largestPlaces>});
}

}  // namespace

void registerEntropyOps() {
  static std::once_flag once;
  std::call_once(once, defineAll);
}

}  // namespace layerwright
