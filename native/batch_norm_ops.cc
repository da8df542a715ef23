#include "batch_norm_ops.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <vector>

#include "kernels.h"
#include "operation.h"
#include "parallel.h"

namespace layerwright {
namespace {

// Numbers that are summed by themselves, and stay in the first cache while they are.
constexpr int64_t BLOCK_NUMBERS = 4096;
// Blocks that are worth another thread.
constexpr int64_t LEAST_BLOCKS = 8;

// A batch in blocks of rows. How it is cut follows from its shape alone, not from the number of threads, and so do
// all sums.
struct Blocks {
  int64_t channels, rowCount, size, count;

  explicit Blocks(const std::vector<int64_t>& shape) : channels(std::max<int64_t>(1, shape.back())), rowCount(1) {
    for (size_t axis = 0; axis + 1 < shape.size(); ++axis) rowCount *= shape[axis];
    size = std::max<int64_t>(1, BLOCK_NUMBERS / channels);
    count = (rowCount + size - 1) / size;
  }

  int64_t sizeOf(int64_t block) const { return std::min(size, rowCount - block * size); }
  BatchNormRows rows(int64_t block, const float* x) const {
    return {sizeOf(block), channels, x + block * size * channels};
  }

  // Calls `work(block, place of its first number)` for all, on several threads.
  template <typename Work>
  void run(const Work& work) const {
    runRanges(count, LEAST_BLOCKS, [&](int64_t, int64_t from, int64_t to) {
      for (int64_t block = from; block < to; ++block) work(block, block * size * channels);
    });
  }
};

// Two numbers for each channel of each block, and what they come to for the whole batch.
struct BlockSums {
  explicit BlockSums(const Blocks& of) : channels(of.channels), values(static_cast<size_t>(2 * of.count * of.channels)) {}
  float* first(int64_t block) { return values.data() + 2 * block * channels; }
  float* second(int64_t block) { return first(block) + channels; }

  int64_t channels;
  std::vector<float> values;
};

// Source: Chan, Golub & LeVeque (1983), "Algorithms for computing the sample variance", for joining means and squares.
void joinMoments(const Blocks& blocks, BlockSums& sums, float* mean, float* variance) {
  const int64_t channels = blocks.channels;
  std::vector<double> joined(static_cast<size_t>(2 * channels));
  double *means = joined.data(), *squares = means + channels;
  double count = 0.0;
  for (int64_t block = 0; block < blocks.count; ++block) {
    const float *ownMeans = sums.first(block), *ownSquares = sums.second(block);
    const double added = static_cast<double>(blocks.sizeOf(block)), total = count + added;
    for (int64_t channel = 0; channel < channels; ++channel) {
      const double distance = static_cast<double>(ownMeans[channel]) - means[channel];
      means[channel] += distance * (added / total);
      squares[channel] += static_cast<double>(ownSquares[channel]) + distance * distance * (count * added / total);
    }
    count = total;
  }
  for (int64_t channel = 0; channel < channels; ++channel) {
    mean[channel] = static_cast<float>(means[channel]);
    variance[channel] = static_cast<float>(squares[channel] / count);
  }
}

void batchNorm(Call& call) {
  const std::vector<int64_t> shape = call.shape(0);
  const Blocks blocks(shape);
  const BatchNormKernels& use = kernels().batchNorm;
  const float *x = call.input(0), *scale = call.input(1), *shift = call.input(2), epsilon = call.input(3)[0];
  float *y = call.output(0, shape), *mean = call.output(1, {blocks.channels});
  float* variance = call.output(2, {blocks.channels});
  BlockSums sums(blocks);
  blocks.run([&](int64_t block, int64_t) { use.moments({blocks.rows(block, x), sums.first(block), sums.second(block)}); });
  joinMoments(blocks, sums, mean, variance);
  std::vector<float> factor(static_cast<size_t>(blocks.channels));
  for (size_t channel = 0; channel < factor.size(); ++channel)
    factor[channel] = scale[channel] / std::sqrt(variance[channel] + epsilon);
  blocks.run([&](int64_t block, int64_t place) {
    use.forward({blocks.rows(block, x), mean, factor.data(), shift, y + place});
  });
}

// With n rows, d = x − mean, s = 1 / √(variance + epsilon) and c = change:
//   shift_change = Σ c,  scale_change = s · Σ c · d
//   x_change = scale · s · (c − Σ c / n − d · s² · Σ c · d / n)
// Source: Ioffe & Szegedy (2015), arXiv:1502.03167, section 3.
void batchNormGrad(Call& call) {
  const std::vector<int64_t> shape = call.shape(1);
  const Blocks blocks(shape);
  const BatchNormKernels& use = kernels().batchNorm;
  const float *change = call.input(0), *x = call.input(1), *mean = call.input(2), *variance = call.input(3);
  const float *scale = call.input(4), epsilon = call.input(5)[0];
  float *xChange = call.output(0, shape), *scaleChange = call.output(1, {blocks.channels});
  float* shiftChange = call.output(2, {blocks.channels});
  BlockSums sums(blocks);
  blocks.run([&](int64_t block, int64_t place) {
    use.sums({blocks.rows(block, x), change + place, mean, sums.first(block), sums.second(block)});
  });
  const auto channels = static_cast<size_t>(blocks.channels);
  std::vector<double> plainSums(channels), alongSums(channels);
  for (int64_t block = 0; block < blocks.count; ++block)
    for (size_t channel = 0; channel < channels; ++channel) {
      plainSums[channel] += static_cast<double>(sums.first(block)[channel]);
      alongSums[channel] += static_cast<double>(sums.second(block)[channel]);
    }
  std::vector<float> factor(channels), plain(channels), along(channels);
  const double count = static_cast<double>(blocks.rowCount);
  for (size_t channel = 0; channel < channels; ++channel) {
    const double inverse = 1.0 / std::sqrt(static_cast<double>(variance[channel]) + static_cast<double>(epsilon));
    const double scaled = static_cast<double>(scale[channel]) * inverse;
    shiftChange[channel] = static_cast<float>(plainSums[channel]);
    scaleChange[channel] = static_cast<float>(alongSums[channel] * inverse);
    factor[channel] = static_cast<float>(scaled);
    plain[channel] = static_cast<float>(plainSums[channel] / count);
    along[channel] = static_cast<float>(scaled * inverse * inverse * alongSums[channel] / count);
  }
  blocks.run([&](int64_t block, int64_t place) {
    use.backward({blocks.rows(block, x), change + place, mean, factor.data(), plain.data(), along.data(), xChange + place});
  });
}

void inferBatchNorm(TF_ShapeInferenceContext* context, TF_Status* status) {
  const Shape scale = inputShape(context, 1, status);
  setOutput(context, 0, inputShape(context, 0, status), status);
  setOutput(context, 1, scale, status);
  setOutput(context, 2, scale, status);
}

void inferBatchNormGrad(TF_ShapeInferenceContext* context, TF_Status* status) {
  const Shape scale = inputShape(context, 4, status);
  setOutput(context, 0, inputShape(context, 1, status), status);
  setOutput(context, 1, scale, status);
  setOutput(context, 2, scale, status);
}

void defineAll() {
  define({"LayerwrightBatchNorm",
          {"x", "scale", "shift", "epsilon"},
          {"y", "mean", "variance"},
          inferBatchNorm,
          compute<batchNorm>});
  define({"LayerwrightBatchNormGrad",
          {"change", "x", "mean", "variance", "scale", "epsilon"},
          {"x_change", "scale_change", "shift_change"},
          inferBatchNormGrad,
          compute<batchNormGrad>});
}

}  // namespace

void registerBatchNormOps() {
  static std::once_flag once;
  std::call_once(once, defineAll);
}

}  // namespace layerwright
