#include "dense_ops.h"

#include <algorithm>
#include <mutex>
#include <vector>

#include "kernel_sums.h"
#include "kernels.h"
#include "operation.h"
#include "parallel.h"
#include "room.h"

namespace layerwright {
namespace {

// Products of so many numbers that waking another thread for them pays.
constexpr int64_t LEAST_PRODUCTS = 1 << 20;

int64_t leastRows(const Dense& of) { return std::max<int64_t>(1, LEAST_PRODUCTS / (of.depth * of.units)); }

// x [rows, depth], kernel [depth, units], settings [1 for results cut off at 0].
Dense denseOf(Call& call, const float* settings) {
  return {call.length(1, 0), call.length(1, 1), settings[0] != 0.0f};
}

void runForward(const DenseForward& io, const float* packed) {
  const DenseKernels& use = kernels().dense;
  runRanges(io.rowCount, leastRows(io.of), [&](int64_t, int64_t from, int64_t to) {
    const Room scratch = room(use.scratchSize(io.of));
    DenseForward part = io;
    part.rowCount = to - from;
    part.x += from * io.of.depth;
    if (part.cut != nullptr) part.cut += from * io.of.depth;
    part.y += from * io.of.units;
    use.forward(part, packed, scratch.get());
  });
}

Room packed(const Dense& of, const float* kernel, bool isTurned) {
  Room made = room(of.depth * kernels().dense.width(of));
  kernels().dense.pack(of, kernel, isTurned, made.get());
  return made;
}

void forward(Call& call) {
  const Dense of = denseOf(call, call.input(3));
  const int64_t rowCount = call.length(0, 0);
  float* y = call.output(0, {rowCount, of.units});
  runForward({of, rowCount, call.input(0), nullptr, call.optionalInput(2), y},
             packed(of, call.input(1), false).get());
}

// The derivative by x is a dense layer of the changes with the kernel turned around.
void inputGradient(Call& call) {
  const Dense of = denseOf(call, call.input(4));
  const Dense turned{of.units, of.depth, false};
  const int64_t rowCount = call.length(0, 0);
  const float* cut = of.isCutOff ? call.input(3) : nullptr;
  float* xChange = call.output(0, {rowCount, of.depth});
  runForward({turned, rowCount, call.input(2), cut, nullptr, xChange}, packed(turned, call.input(1), true).get());
}

void kernelGradient(Call& call) {
  const DenseKernels& use = kernels().dense;
  const Dense of = denseOf(call, call.input(4));
  const int64_t rowCount = call.length(0, 0);
  const KernelSums sums(of.depth, use.width(of));
  const DenseBackward io{of, rowCount, call.input(0), call.input(3), call.input(2), nullptr, nullptr};
  runRanges(rowCount, leastRows(of), [&](int64_t index, int64_t from, int64_t to) {
    const Room scratch = room(use.scratchSize(of));
    DenseBackward part = io;
    part.rowCount = to - from;
    part.x += from * of.depth;
    part.y += from * of.units;
    part.change += from * of.units;
    part.kernel = sums.kernel(index);
    part.bias = sums.bias(index);
    use.backward(part, scratch.get());
  });
  sums.give(of.units, call.output(0, {of.depth, of.units}), call.output(1, {of.units}));
}

void inferForward(TF_ShapeInferenceContext* context, TF_Status* status) {
  const Shape rows = part(context, inputShape(context, 0, status), 0, 1, status);
  const Shape units = part(context, inputShape(context, 1, status), 1, 2, status);
  if (TF_GetCode(status) != TF_OK) return;
  setOutput(context, 0, joined(context, rows, units, status), status);
}

void inferInputGradient(TF_ShapeInferenceContext* context, TF_Status* status) {
  setOutput(context, 0, inputShape(context, 0, status), status);
}

void inferKernelGradient(TF_ShapeInferenceContext* context, TF_Status* status) {
  const Shape kernel = inputShape(context, 1, status);
  setOutput(context, 0, kernel, status);
  setOutput(context, 1, part(context, kernel, 1, 2, status), status);
}

void defineAll() {
  define({"LayerwrightDense", {"x", "kernel", "bias", "settings"}, {"y"}, inferForward, compute<forward>});
  define({"LayerwrightDenseInputGradient",
          {"x", "kernel", "change", "y", "settings"},
          {"x_change"},
          inferInputGradient,
          compute<inputGradient>});
  define({"LayerwrightDenseKernelGradient",
          {"x", "kernel", "change", "y", "settings"},
          {"kernel_change", "bias_change"},
          inferKernelGradient,
          compute<kernelGradient>});
}

}  // namespace

void registerDenseOps() {
  static std::once_flag once;
  std::call_once(once, defineAll);
}

}  // namespace layerwright
