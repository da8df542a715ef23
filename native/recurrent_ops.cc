#include "recurrent_ops.h"

#include <algorithm>
#include <mutex>
#include <vector>

#include "kernels.h"
#include "operation.h"
#include "parallel.h"

namespace layerwright {
namespace {

// How an output is shaped: as the projected input, as that with the units of the start state, as the start state,
// or as one step of one row of the projected input.
enum class Form { Projected, Sequence, State, Gates };

template <Form... forms>
void inferShapes(TF_ShapeInferenceContext* context, TF_Status* status) {
  // The first input is [rows, steps, gates · units], the second [rows, units].
  const Shape projected = inputShape(context, 0, status);
  const Shape state = inputShape(context, 1, status);
  if (TF_GetCode(status) != TF_OK) return;
  const Shape steps = part(context, projected, 0, 2, status);
  const Shape units = part(context, state, 1, 2, status);
  const Shape gates = part(context, projected, 2, 3, status);
  if (TF_GetCode(status) != TF_OK) return;
  const Shape sequence = joined(context, steps, units, status);
  int index = 0;
  for (const Form form : {forms...}) {
    if (TF_GetCode(status) != TF_OK) return;
    const Shape& shape = form == Form::Projected  ? projected
                         : form == Form::Sequence ? sequence
                         : form == Form::State    ? state
                                                  : gates;
    TF_ShapeInferenceContextSetOutput(context, index++, shape.get(), status);
  }
}

struct Sizes {
  int64_t rows, steps, units;
  std::vector<int64_t> sequence(int64_t parts = 1) const { return {rows, steps, parts * units}; }
  std::vector<int64_t> state() const { return {rows, units}; }
};

// Of the first two inputs, as in inferShapes.
Sizes sizesOf(Call& call) { return {call.length(0, 0), call.length(0, 1), call.length(1, 1)}; }

// Fewer rows than this are not worth another thread.
constexpr int64_t SHARD_ROWS = 4;

int64_t shardCount(const Sizes& sizes) {
  return std::max<int64_t>(1, std::min(threadCount(), sizes.rows / SHARD_ROWS));
}

int64_t shardRows(const Sizes& sizes) { return (sizes.rows + shardCount(sizes) - 1) / shardCount(sizes); }

template <typename Work>
void runShards(const Sizes& sizes, const Work& work) {
  const int64_t rows = shardRows(sizes);
  runInParallel(shardCount(sizes), [&](int64_t index) {
    const SequenceShard shard{sizes.steps, sizes.units, std::min(sizes.rows, index * rows),
                              std::min(sizes.rows, (index + 1) * rows)};
    if (shard.firstRow == shard.endRow) return;
    std::vector<float> scratch(static_cast<size_t>(kernels().recurrent.scratchSize(shard)));
    work(shard, scratch.data());
  });
}

// The gradient of the bias: a part for each shard, added up in their order so that it is the same in each run.
class BiasChange {
 public:
  BiasChange(const Sizes& sizes, int64_t length)
      : rows_(shardRows(sizes)), length_(length), parts_(static_cast<size_t>(shardCount(sizes) * length)) {}

  float* of(const SequenceShard& shard) { return parts_.data() + shard.firstRow / rows_ * length_; }

  void sumInto(float* whole) const {
    std::fill(whole, whole + length_, 0.0f);
    for (size_t place = 0; place < parts_.size(); ++place) whole[place % static_cast<size_t>(length_)] += parts_[place];
  }

 private:
  int64_t rows_, length_;
  std::vector<float> parts_;
};

using Pack = void (*)(const float*, int64_t, int64_t, float*);

std::vector<float> packed(Pack pack, const float* kernel, int64_t units, int64_t gateCount) {
  std::vector<float> memory(static_cast<size_t>(kernels().recurrent.packedSize(units, gateCount)));
  pack(kernel, units, gateCount, memory.data());
  return memory;
}

void lstm(Call& call) {
  const RecurrentKernels& recurrent = kernels().recurrent;
  const Sizes sizes = sizesOf(call);
  const LstmForward io{call.input(0),
                       call.optionalInput(4),
                       call.input(1),
                       call.input(2),
                       call.optionalInput(5),
                       call.output(0, sizes.sequence()),
                       call.output(1, sizes.sequence()),
                       call.output(2, sizes.sequence()),
                       call.output(3, sizes.sequence(4)),
                       call.output(4, sizes.state()),
                       call.output(5, sizes.state())};
  const std::vector<float> weights = packed(recurrent.packForward, call.input(3), sizes.units, 4);
  runShards(sizes, [&](const SequenceShard& shard, float* scratch) {
    recurrent.lstmForward(shard, io, weights.data(), scratch);
  });
}

void lstmGrad(Call& call) {
  const RecurrentKernels& recurrent = kernels().recurrent;
  const Sizes sizes = sizesOf(call);
  const LstmBackward io{call.input(4),         call.input(0),
                        call.input(1),         call.optionalInput(3),
                        call.input(5),         call.input(6),
                        call.input(7),         call.output(0, sizes.sequence(4)),
                        call.output(1, sizes.state()), call.output(2, sizes.state())};
  const std::vector<float> weights = packed(recurrent.packBackward, call.input(2), sizes.units, 4);
  BiasChange biasChange(sizes, 4 * sizes.units);
  runShards(sizes, [&](const SequenceShard& shard, float* scratch) {
    recurrent.lstmBackward(shard, io, weights.data(), biasChange.of(shard), scratch);
  });
  biasChange.sumInto(call.output(3, {4 * sizes.units}));
}

void gru(Call& call) {
  const RecurrentKernels& recurrent = kernels().recurrent;
  const Sizes sizes = sizesOf(call);
  const GruForward io{call.input(0),
                      call.optionalInput(3),
                      call.input(1),
                      call.optionalInput(4),
                      call.output(0, sizes.sequence()),
                      call.output(1, sizes.sequence()),
                      call.output(2, sizes.sequence()),
                      call.output(3, sizes.sequence(3)),
                      call.output(4, sizes.state())};
  const std::vector<float> weights = packed(recurrent.packForward, call.input(2), sizes.units, 3);
  runShards(sizes, [&](const SequenceShard& shard, float* scratch) {
    recurrent.gruForward(shard, io, weights.data(), scratch);
  });
}

void gruGrad(Call& call) {
  const RecurrentKernels& recurrent = kernels().recurrent;
  const Sizes sizes = sizesOf(call);
  const GruBackward io{call.input(4), call.input(0), call.optionalInput(3),         call.input(5),
                       call.input(1), call.output(0, sizes.sequence(3)), call.output(1, sizes.state())};
  const std::vector<float> weights = packed(recurrent.packBackward, call.input(2), sizes.units, 3);
  BiasChange biasChange(sizes, 3 * sizes.units);
  runShards(sizes, [&](const SequenceShard& shard, float* scratch) {
    recurrent.gruBackward(shard, io, weights.data(), biasChange.of(shard), scratch);
  });
  biasChange.sumInto(call.output(2, {3 * sizes.units}));
}

void resetAfterGru(Call& call) {
  const RecurrentKernels& recurrent = kernels().recurrent;
  const Sizes sizes = sizesOf(call);
  const ResetAfterGruForward io{call.input(0),
                                call.input(3),
                                call.input(4),
                                call.input(1),
                                call.optionalInput(5),
                                call.output(0, sizes.sequence()),
                                call.output(1, sizes.sequence()),
                                call.output(2, sizes.sequence()),
                                call.output(3, sizes.sequence(3)),
                                call.output(4, sizes.state())};
  const std::vector<float> weights = packed(recurrent.packForward, call.input(2), sizes.units, 3);
  runShards(sizes, [&](const SequenceShard& shard, float* scratch) {
    recurrent.resetAfterGruForward(shard, io, weights.data(), scratch);
  });
}

void resetAfterGruGrad(Call& call) {
  const RecurrentKernels& recurrent = kernels().recurrent;
  const Sizes sizes = sizesOf(call);
  const ResetAfterGruBackward io{call.input(4),
                                 call.input(5),
                                 call.input(0),
                                 call.optionalInput(3),
                                 call.input(6),
                                 call.input(1),
                                 call.output(0, sizes.sequence(3)),
                                 call.output(1, sizes.sequence(3)),
                                 call.output(2, sizes.state())};
  const std::vector<float> weights = packed(recurrent.packBackward, call.input(2), sizes.units, 3);
  const int64_t length = 3 * sizes.units;
  BiasChange biasChange(sizes, 2 * length);
  runShards(sizes, [&](const SequenceShard& shard, float* scratch) {
    recurrent.resetAfterGruBackward(shard, io, weights.data(), biasChange.of(shard), scratch);
  });
  std::vector<float> both(static_cast<size_t>(2 * length));
  biasChange.sumInto(both.data());
  std::copy(both.begin(), both.begin() + length, call.output(3, {length}));
  std::copy(both.begin() + length, both.end(), call.output(4, {length}));
}

void defineAll() {
  define({"LayerwrightLstm",
          {"projected", "start_hidden", "start_cell", "kernel", "bias", "mask"},
          {"hidden", "previous", "cell", "gates", "last_hidden", "last_cell"},
          inferShapes<Form::Sequence, Form::Sequence, Form::Sequence, Form::Projected, Form::State, Form::State>,
          compute<lstm>});
  define({"LayerwrightLstmGrad",
          {"gates", "start_cell", "kernel", "mask", "cell", "hidden_change", "last_hidden_change", "last_cell_change"},
          {"projected_change", "start_hidden_change", "start_cell_change", "bias_change"},
          inferShapes<Form::Projected, Form::State, Form::State, Form::Gates>,
          compute<lstmGrad>});
  define({"LayerwrightGru",
          {"projected", "start_hidden", "kernel", "bias", "mask"},
          {"hidden", "previous", "reset", "gates", "last_hidden"},
          inferShapes<Form::Sequence, Form::Sequence, Form::Sequence, Form::Projected, Form::State>,
          compute<gru>});
  define({"LayerwrightGruGrad",
          {"gates", "last_hidden_change", "kernel", "mask", "previous", "hidden_change"},
          {"projected_change", "start_hidden_change", "bias_change"},
          inferShapes<Form::Projected, Form::State, Form::Gates>,
          compute<gruGrad>});
  define({"LayerwrightResetAfterGru",
          {"projected", "start_hidden", "kernel", "bias", "state_bias", "mask"},
          {"hidden", "previous", "candidate", "gates", "last_hidden"},
          inferShapes<Form::Sequence, Form::Sequence, Form::Sequence, Form::Projected, Form::State>,
          compute<resetAfterGru>});
  define({"LayerwrightResetAfterGruGrad",
          {"gates", "last_hidden_change", "kernel", "mask", "previous", "candidate", "hidden_change"},
          {"projected_change", "product_change", "start_hidden_change", "bias_change", "state_bias_change"},
          inferShapes<Form::Projected, Form::Projected, Form::State, Form::Gates, Form::Gates>,
          compute<resetAfterGruGrad>});
}

}  // namespace

void registerRecurrentOps() {
  static std::once_flag once;
  std::call_once(once, defineAll);
}

}  // namespace layerwright
