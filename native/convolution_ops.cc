#include "convolution_ops.h"

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

// Settings: [rows of zeros above, columns of zeros to the left, 1 for results cut off at 0].
Convolution convolutionOf(const std::vector<int64_t>& x, const std::vector<int64_t>& kernel,
                          const std::vector<int64_t>& size, const float* settings) {
  return {x[1],
          x[2],
          x[3],
          kernel[3],
          kernel[0],
          kernel[1],
          static_cast<int64_t>(settings[0]),
          static_cast<int64_t>(settings[1]),
          size[0],
          size[1],
          settings[2] != 0.0f};
}

void runForward(const ConvolutionForward& io, const float* kernel) {
  const ConvolutionKernels& use = kernels().convolution;
  const auto packed = room(use.packedSize(io.of));
  use.pack(io.of, kernel, packed.get());
  const int64_t imageSize = io.of.height * io.of.width * io.of.channels;
  const int64_t resultSize = io.of.outHeight * io.of.outWidth * io.of.filters;
  runRanges(io.imageCount, 1, [&](int64_t, int64_t from, int64_t to) {
    const auto scratch = room(use.scratchSize(io.of));
    ConvolutionForward part = io;
    part.imageCount = to - from;
    part.x += from * imageSize;
    if (part.cut != nullptr) part.cut += from * imageSize;
    part.y += from * resultSize;
    use.forward(part, packed.get(), scratch.get());
  });
}

void forward(Call& call) {
  const std::vector<int64_t> x = call.shape(0), size = call.shape(3);
  const Convolution of = convolutionOf(x, call.shape(1), size, call.input(4));
  const int64_t imageCount = x[0];
  float* y = call.output(0, {imageCount, size[0], size[1], of.filters});
  runForward({of, imageCount, call.input(0), nullptr, call.input(2), y}, call.input(1));
}

// kernel[a, b, c, f] as turned[A − 1 − a, B − 1 − b, f, c]
Room turn(const Convolution& of, const float* kernel) {
  const int64_t taps = of.kernelHeight * of.kernelWidth, tapSize = of.channels * of.filters;
  auto turned = room(taps * tapSize);
  for (int64_t tap = 0; tap < taps; ++tap) {
    float* to = turned.get() + (taps - 1 - tap) * tapSize;
    for (int64_t channel = 0; channel < of.channels; ++channel)
      for (int64_t filter = 0; filter < of.filters; ++filter)
        to[filter * of.channels + channel] = *kernel++;
  }
  return turned;
}

// The derivative by the images is a convolution of the changes with the kernel turned around.
void inputGradient(Call& call) {
  const std::vector<int64_t> x = call.shape(0), change = call.shape(2);
  const Convolution of = convolutionOf(x, call.shape(1), {change[1], change[2]}, call.input(4));
  Convolution turned = of;
  std::swap(turned.height, turned.outHeight);
  std::swap(turned.width, turned.outWidth);
  std::swap(turned.channels, turned.filters);
  turned.padTop = of.kernelHeight - 1 - of.padTop;
  turned.padLeft = of.kernelWidth - 1 - of.padLeft;
  turned.isCutOff = false;
  const float* cut = of.isCutOff ? call.input(3) : nullptr;
  float* xChange = call.output(0, x);
  runForward({turned, x[0], call.input(2), cut, nullptr, xChange}, turn(of, call.input(1)).get());
}

void kernelGradient(Call& call) {
  const ConvolutionKernels& use = kernels().convolution;
  const std::vector<int64_t> x = call.shape(0), kernel = call.shape(1), change = call.shape(2);
  const Convolution of = convolutionOf(x, kernel, {change[1], change[2]}, call.input(4));
  const int64_t rowCount = of.kernelHeight * of.kernelWidth * of.channels;
  const int64_t imageSize = of.height * of.width * of.channels;
  const int64_t resultSize = of.outHeight * of.outWidth * of.filters;
  const KernelSums sums(rowCount, use.filterWidth(of));
  const ConvolutionBackward io{of,      x[0],   call.input(0), call.input(3), call.input(2),
                               nullptr, nullptr};
  runRanges(io.imageCount, 1, [&](int64_t index, int64_t from, int64_t to) {
    const auto scratch = room(use.scratchSize(of));
    ConvolutionBackward part = io;
    part.imageCount = to - from;
    part.x += from * imageSize;
    part.y += from * resultSize;
    part.change += from * resultSize;
    part.kernel = sums.kernel(index);
    part.bias = sums.bias(index);
    use.backward(part, scratch.get());
  });
  sums.give(of.filters, call.output(0, kernel), call.output(1, {of.filters}));
}

void inferForward(TF_ShapeInferenceContext* context, TF_Status* status) {
  const Shape count = part(context, inputShape(context, 0, status), 0, 1, status);
  const Shape filters = part(context, inputShape(context, 1, status), 3, 4, status);
  if (TF_GetCode(status) != TF_OK) return;
  const Shape images = joined(context, count, inputShape(context, 3, status), status);
  setOutput(context, 0, joined(context, images, filters, status), status);
}

void inferInputGradient(TF_ShapeInferenceContext* context, TF_Status* status) {
  setOutput(context, 0, inputShape(context, 0, status), status);
}

void inferKernelGradient(TF_ShapeInferenceContext* context, TF_Status* status) {
  const Shape kernel = inputShape(context, 1, status);
  setOutput(context, 0, kernel, status);
  setOutput(context, 1, part(context, kernel, 3, 4, status), status);
}

void defineAll() {
  // Of `size` only the shape counts, [height, width] of the results: shapes have to be known before there are numbers.
  define({"LayerwrightConvolution", {"x", "kernel", "bias", "size", "settings"}, {"y"}, inferForward, compute<forward>});
  define({"LayerwrightConvolutionInputGradient",
          {"x", "kernel", "change", "y", "settings"},
          {"x_change"},
          inferInputGradient,
          compute<inputGradient>});
  define({"LayerwrightConvolutionKernelGradient",
          {"x", "kernel", "change", "y", "settings"},
          {"kernel_change", "bias_change"},
          inferKernelGradient,
          compute<kernelGradient>});
}

}  // namespace

void registerConvolutionOps() {
  static std::once_flag once;
  std::call_once(once, defineAll);
}

}  // namespace layerwright
