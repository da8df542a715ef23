// The derivatives of a kernel and a bias, to which several threads each add for some of the rows.
#pragma once

#include <algorithm>
#include <cstdint>

#include "parallel.h"
#include "room.h"

namespace layerwright {

// For each thread a kernel [rows, width] and behind it a bias [width], all 0 at first.
class KernelSums {
 public:
  KernelSums(int64_t rowCount, int64_t width)
      : rowCount_(rowCount), width_(width), size_((rowCount + 1) * width), sums_(room(threadCount() * size_)) {
    std::fill_n(sums_.get(), threadCount() * size_, 0.0f);
  }

  float* kernel(int64_t thread) const { return sums_.get() + thread * size_; }
  float* bias(int64_t thread) const { return kernel(thread) + rowCount_ * width_; }

  // The sums over all threads, of which `length` numbers of each row are given.
  void give(int64_t length, float* kernelTo, float* biasTo) const {
    // Added up in their order, so that it is the same in each run.
    for (int64_t thread = 1; thread < threadCount(); ++thread)
      for (int64_t place = 0; place < size_; ++place) kernel(0)[place] += kernel(thread)[place];
    for (int64_t row = 0; row < rowCount_; ++row)
      std::copy_n(kernel(0) + row * width_, length, kernelTo + row * length);
    std::copy_n(bias(0), length, biasTo);
  }

 private:
  const int64_t rowCount_, width_, size_;
  const Room sums_;
};

}  // namespace layerwright
