#include "pooling_ops.h"

#include <mutex>
#include <vector>

#include "kernels.h"
#include "operation.h"
#include "parallel.h"

namespace layerwright {
namespace {

// Numbers that are worth another thread.
constexpr int64_t LEAST_NUMBERS = 65536;

void maxPoolGradient(Call& call) {
  const std::vector<int64_t> shape = call.shape(0);
  const float* window = call.input(2);
  const MaxPoolGradient io{shape[0],      shape[1],
                           shape[2],      shape[3],
                           static_cast<int64_t>(window[0]),
                           static_cast<int64_t>(window[1]),
                           call.input(0), call.input(1),
                           call.output(0, shape)};
  const int64_t imageSize = io.height * io.width * io.channels;
  const int64_t changeSize = (io.height / io.windowHeight) * (io.width / io.windowWidth) * io.channels;
  runRanges(io.imageCount, LEAST_NUMBERS / (imageSize + 1) + 1, [&](int64_t, int64_t from, int64_t to) {
    MaxPoolGradient part = io;
    part.imageCount = to - from;
    part.input += from * imageSize;
    part.change += from * changeSize;
    part.gradient += from * imageSize;
    kernels().pooling.maxPoolGradient(part);
  });
}

void inferMaxPoolGradient(TF_ShapeInferenceContext* context, TF_Status* status) {
  setOutput(context, 0, inputShape(context, 0, status), status);
}

void defineAll() {
  define({"LayerwrightMaxPoolGradient",
          {"input", "change", "window"},
          {"gradient"},
          inferMaxPoolGradient,
          compute<maxPoolGradient>});
}

}  // namespace

void registerPoolingOps() {
  static std::once_flag once;
  std::call_once(once, defineAll);
}

}  // namespace layerwright
