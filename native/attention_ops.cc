#include "attention_ops.h"

#include <algorithm>
#include <mutex>
#include <vector>

#include "kernels.h"
#include "operation.h"
#include "parallel.h"

namespace layerwright {
namespace {

// Rows of the normalisation that are worth another thread.
constexpr int64_t LEAST_ROWS = 64;

void norm(Call& call) {
  const std::vector<int64_t> shape = call.shape(0);
  const std::vector<int64_t> rowShape(shape.begin(), shape.end() - 1);
  const int64_t width = shape.back();
  const NormForward io{call.elementCount(0) / width, width,          *call.input(3), call.input(0),
                       call.input(1),                call.input(2),  call.output(0, shape),
                       call.output(1, shape),        call.output(2, rowShape)};
  runRanges(io.rowCount, LEAST_ROWS, [&](int64_t, int64_t from, int64_t to) {
    NormForward part = io;
    part.rowCount = to - from;
    part.x += from * width;
    part.y += from * width;
    part.normal += from * width;
    part.inverse += from;
    kernels().attention.normForward(part);
  });
}

void normGrad(Call& call) {
  const std::vector<int64_t> shape = call.shape(0);
  const int64_t width = shape.back();
  const int64_t parts = threadCount();
  std::vector<float> changes(static_cast<size_t>(parts * 2 * width));
  const int64_t rowCount = call.elementCount(0) / width;
  const NormBackward io{rowCount,      width,         call.input(0),         call.input(1),
                        call.input(2), call.input(3), call.output(0, shape), nullptr,
                        nullptr};
  runRanges(io.rowCount, LEAST_ROWS, [&](int64_t index, int64_t from, int64_t to) {
    NormBackward part = io;
    part.rowCount = to - from;
    part.change += from * width;
    part.normal += from * width;
    part.inverse += from;
    part.xChange += from * width;
    part.scaleChange = changes.data() + index * 2 * width;
    part.shiftChange = part.scaleChange + width;
    kernels().attention.normBackward(part);
  });
  // Added up in their order, so that it is the same in each run.
  float *scale = call.output(1, {width}), *shift = call.output(2, {width});
  std::fill(scale, scale + width, 0.0f);
  std::fill(shift, shift + width, 0.0f);
  for (int64_t part = 0; part < parts; ++part) {
    for (int64_t place = 0; place < width; ++place) {
      scale[place] += changes[static_cast<size_t>(part * 2 * width + place)];
      shift[place] += changes[static_cast<size_t>((part * 2 + 1) * width + place)];
    }
  }
}

// Inputs 0 to 6: query, key and value [rows, steps, heads, size], masks, what is kept, and
// [1 for causal, 1 for takesNothing, factor of the scores].
Attention attentionOf(Call& call) {
  const std::vector<int64_t> query = call.shape(0);
  const float* settings = call.input(6);
  return {query[2],
          query[3],
          query[1],
          call.length(1, 1),
          settings[0] != 0.0f,
          settings[1] != 0.0f,
          settings[2],
          call.input(0),
          call.input(1),
          call.input(2),
          call.optionalInput(3),
          call.optionalInput(4),
          call.optionalInput(5)};
}

template <typename Io, typename Kernel>
void runViews(int64_t rows, const Io& io, const Kernel& kernel) {
  runRanges(rows * io.of.heads, 1, [&](int64_t, int64_t from, int64_t to) {
    std::vector<float> scratch(static_cast<size_t>(kernels().attention.scratchSize(io.of)));
    for (int64_t view = from; view < to; ++view) kernel(io, view, scratch.data());
  });
}

void attention(Call& call) {
  const Attention of = attentionOf(call);
  const int64_t rows = call.length(0, 0);
  const AttentionForward io{of, call.output(0, call.shape(0)), call.output(1, {rows, of.heads, of.steps, of.asked})};
  runViews(rows, io, kernels().attention.attentionForward);
}

void attentionGrad(Call& call) {
  const AttentionBackward io{attentionOf(call),             call.input(7),
                             call.input(8),                 call.output(0, call.shape(0)),
                             call.output(1, call.shape(1)), call.output(2, call.shape(2))};
  runViews(call.length(0, 0), io, kernels().attention.attentionBackward);
}

void inferNorm(TF_ShapeInferenceContext* context, TF_Status* status) {
  const Shape x = inputShape(context, 0, status);
  setOutput(context, 0, x, status);
  setOutput(context, 1, x, status);
  setOutput(context, 2, part(context, x, 0, -1, status), status);
}

void inferNormGrad(TF_ShapeInferenceContext* context, TF_Status* status) {
  const Shape scale = inputShape(context, 3, status);
  setOutput(context, 0, inputShape(context, 0, status), status);
  setOutput(context, 1, scale, status);
  setOutput(context, 2, scale, status);
}

void inferAttention(TF_ShapeInferenceContext* context, TF_Status* status) {
  const Shape query = inputShape(context, 0, status);
  setOutput(context, 0, query, status);
  const Shape rows = part(context, query, 0, 1, status), heads = part(context, query, 2, 3, status);
  const Shape steps = part(context, query, 1, 2, status);
  const Shape asked = part(context, inputShape(context, 1, status), 1, 2, status);
  if (TF_GetCode(status) != TF_OK) return;
  const Shape views = joined(context, rows, heads, status);
  const Shape scores = joined(context, steps, asked, status);
  setOutput(context, 1, joined(context, views, scores, status), status);
}

void inferAttentionGrad(TF_ShapeInferenceContext* context, TF_Status* status) {
  for (int index = 0; index < 3; ++index) setOutput(context, index, inputShape(context, index, status), status);
}

void defineAll() {
  define({"LayerwrightNorm",
          {"x", "scale", "shift", "epsilon"},
          {"y", "normal", "inverse"},
          inferNorm,
          compute<norm>});
  define({"LayerwrightNormGrad",
          {"change", "normal", "inverse", "scale"},
          {"x_change", "scale_change", "shift_change"},
          inferNormGrad,
          compute<normGrad>});
  define({"LayerwrightAttention",
          {"query", "key", "value", "query_mask", "value_mask", "kept", "settings"},
          {"y", "shares"},
          inferAttention,
          compute<attention>});
  define({"LayerwrightAttentionGrad",
          {"query", "key", "value", "query_mask", "value_mask", "kept", "settings", "change", "shares"},
          {"query_change", "key_change", "value_change"},
          inferAttentionGrad,
          compute<attentionGrad>});
}

}  // namespace

void registerAttentionOps() {
  static std::once_flag once;
  std::call_once(once, defineAll);
}

}  // namespace layerwright
