// A TensorFlow graph and its session, over the stable C API of libtensorflow.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "tensorflow/c/c_api.h"

namespace layerwright {

struct TensorDeleter {
  void operator()(TF_Tensor* tensor) const { TF_DeleteTensor(tensor); }
};
using Tensor = std::unique_ptr<TF_Tensor, TensorDeleter>;

// A TF_Status that becomes an exception: "<what>: <TensorFlow's words>".
class Status {
 public:
  Status() : status_(TF_NewStatus()) {}
  ~Status() { TF_DeleteStatus(status_); }
  Status(const Status&) = delete;
  Status& operator=(const Status&) = delete;
  operator TF_Status*() const { return status_; }
  void check(const std::string& what) const;

 private:
  TF_Status* status_;
};

// What a finished operation gives: ids to name its outputs by, and what TensorFlow infers of each.
struct Output {
  int64_t id;
  TF_DataType dtype;
  bool isShapeKnown;
  std::vector<int64_t> shape;  // -1 where a length is unknown
};
struct Operation {
  int64_t id;
  std::vector<Output> outputs;
};

// Numbers that a tensor and a typed array of JavaScript share, for any number of feeds.
using Numbers = std::shared_ptr<TF_Tensor>;

// Numbers for one placeholder: one tensor's worth for all steps, one after another for each, or a tensor that is there.
struct Feed {
  int64_t output;
  Numbers numbers;
  TF_DataType dtype;
  std::vector<int64_t> shape;
  const char* data;
  size_t length;
};

struct Run {
  std::vector<Feed> feeds;
  std::vector<int64_t> fetches;
  std::vector<int64_t> targets;
  int64_t stepCount;
};

// What was fetched: the bytes of all steps, one after another.
struct Fetched {
  TF_DataType dtype;
  std::vector<char> bytes;
};

struct FunctionBorder {
  std::vector<int64_t> inputs;
  std::vector<int64_t> outputs;
  std::vector<int64_t> controls;
};

class Graph {
 public:
  // Input  config: bytes of a tensorflow.ConfigProto
  Graph(const char* config, size_t length);
  ~Graph();
  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;

  // Between these two, `description()` takes attributes; inputs and control inputs are added by id.
  void begin(const std::string& type, const std::string& name);
  void addInput(int64_t output);
  void addInputList(const std::vector<int64_t>& outputs);
  void addControlInput(int64_t operation);
  TF_OperationDescription* description() const { return description_; }
  Operation finish();

  // Makes all of another graph a function of this one: `inputs` and `outputs` are that graph's outputs by id, and
  // `controls` its operations that have to run although nothing reads them.
  void define(const std::string& name, const Graph& body, const FunctionBorder& border);

  // Safe to call on another thread while no operation is being added.
  std::vector<Fetched> run(const Run& run);

 private:
  Output describe(TF_Output output);
  TF_Session* session();

  TF_Graph* graph_;
  const std::vector<char> config_;
  // Started by the first run: a graph that only becomes a function needs none.
  std::once_flag isStarted_;
  TF_Session* session_ = nullptr;
  TF_OperationDescription* description_ = nullptr;
  std::string name_;
  std::vector<TF_Output> outputs_;
  std::vector<TF_Operation*> operations_;
};

Tensor makeTensor(TF_DataType dtype, const std::vector<int64_t>& shape, const char* data, size_t length);

}  // namespace layerwright
