// What our own operations have in common: shapes, inputs and outputs, and how TensorFlow comes to know of one.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "graph.h"
// Leaves out what is not part of the C interface and has no header beside it.
#define IS_SLIM_BUILD
#include "tensorflow/c/kernels.h"
#include "tensorflow/c/ops.h"

namespace layerwright {

struct ShapeDeleter {
  void operator()(TF_ShapeHandle* shape) const { TF_DeleteShapeHandle(shape); }
};
using Shape = std::unique_ptr<TF_ShapeHandle, ShapeDeleter>;

inline Shape inputShape(TF_ShapeInferenceContext* context, int index, TF_Status* status) {
  Shape shape(TF_NewShapeHandle());
  TF_ShapeInferenceContextGetInput(context, index, shape.get(), status);
  return shape;
}

inline Shape part(TF_ShapeInferenceContext* context, const Shape& whole, int64_t from, int64_t to, TF_Status* status) {
  Shape shape(TF_NewShapeHandle());
  TF_ShapeInferenceContextSubshape(context, whole.get(), from, to, shape.get(), status);
  return shape;
}

inline Shape joined(TF_ShapeInferenceContext* context, const Shape& first, const Shape& second, TF_Status* status) {
  Shape shape(TF_NewShapeHandle());
  TF_ShapeInferenceContextConcatenateShapes(context, first.get(), second.get(), shape.get(), status);
  return shape;
}

inline void setOutput(TF_ShapeInferenceContext* context, int index, const Shape& shape, TF_Status* status) {
  if (TF_GetCode(status) == TF_OK) TF_ShapeInferenceContextSetOutput(context, index, shape.get(), status);
}

// Inputs and outputs of one call.

class Call {
 public:
  explicit Call(TF_OpKernelContext* context) : context_(context) {}

  const float* input(int index) { return static_cast<const float*>(TF_TensorData(tensor(index))); }

  int64_t length(int index, int axis) { return TF_Dim(tensor(index), axis); }

  int64_t elementCount(int index) { return TF_TensorElementCount(tensor(index)); }

  std::vector<int64_t> shape(int index) {
    std::vector<int64_t> lengths;
    for (int axis = 0; axis < TF_NumDims(tensor(index)); ++axis) lengths.push_back(length(index, axis));
    return lengths;
  }

  // Null for a tensor of no elements, which stands for a mask that is not there.
  const float* optionalInput(int index) { return elementCount(index) == 0 ? nullptr : input(index); }

  float* output(int index, const std::vector<int64_t>& shape) {
    size_t bytes = sizeof(float);
    for (int64_t length : shape) bytes *= static_cast<size_t>(length);
    Tensor allocated(TF_AllocateOutput(context_, index, TF_FLOAT, shape.data(), static_cast<int>(shape.size()), bytes,
                                       status_));
    status_.check("An output");
    tensors_.push_back(std::move(allocated));
    return static_cast<float*>(TF_TensorData(tensors_.back().get()));
  }

 private:
  TF_Tensor* tensor(int index) {
    const auto place = static_cast<size_t>(index);
    if (inputs_.size() <= place) inputs_.resize(place + 1);
    if (inputs_[place] == nullptr) {
      TF_Tensor* taken = nullptr;
      TF_GetInput(context_, index, &taken, status_);
      inputs_[place].reset(taken);
      status_.check("An input");
    }
    return inputs_[place].get();
  }

  TF_OpKernelContext* context_;
  Status status_;
  std::vector<Tensor> inputs_, tensors_;
};

template <void (*work)(Call&)>
void compute(void*, TF_OpKernelContext* context) {
  try {
    Call call(context);
    work(call);
  } catch (const std::exception& error) {
    Status status;
    TF_SetStatus(status, TF_INTERNAL, error.what());
    TF_OpKernelContext_Failure(context, status);
  }
}

struct Definition {
  const char* name;
  std::vector<const char*> inputs, outputs;
  void (*infer)(TF_ShapeInferenceContext*, TF_Status*);
  void (*compute)(void*, TF_OpKernelContext*);
};

inline void define(const Definition& definition) {
  TF_OpDefinitionBuilder* builder = TF_NewOpDefinitionBuilder(definition.name);
  const auto add = [&](auto method, const char* name) { method(builder, (std::string(name) + ": float").c_str()); };
  for (const char* name : definition.inputs) add(TF_OpDefinitionBuilderAddInput, name);
  for (const char* name : definition.outputs) add(TF_OpDefinitionBuilderAddOutput, name);
  TF_OpDefinitionBuilderSetShapeInferenceFunction(builder, definition.infer);
  Status status;
  TF_RegisterOpDefinition(builder, status);
  status.check(definition.name);
  TF_RegisterKernelBuilder(definition.name,
                           TF_NewKernelBuilder(definition.name, "CPU", nullptr, definition.compute, nullptr), status);
  status.check(definition.name);
}

}  // namespace layerwright
