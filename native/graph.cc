#include "graph.h"

#include <cstring>
#include <stdexcept>

namespace layerwright {

void Status::check(const std::string& what) const {
  if (TF_GetCode(status_) != TF_OK) throw std::runtime_error(what + ": " + TF_Message(status_));
}

Tensor makeTensor(TF_DataType dtype, const std::vector<int64_t>& shape, const char* data, size_t length) {
  size_t wanted = TF_DataTypeSize(dtype);
  for (int64_t size : shape) wanted *= static_cast<size_t>(size);
  if (wanted != length) {
    throw std::runtime_error("A tensor needs " + std::to_string(wanted) + " bytes and was given " +
                             std::to_string(length) + ".");
  }
  Tensor tensor(TF_AllocateTensor(dtype, shape.data(), static_cast<int>(shape.size()), length));
  if (length > 0) std::memcpy(TF_TensorData(tensor.get()), data, length);
  return tensor;
}

Graph::Graph(const char* config, size_t length) : graph_(TF_NewGraph()), config_(config, config + length) {}

Graph::~Graph() {
  if (session_ != nullptr) {
    Status status;
    TF_CloseSession(session_, status);
    TF_DeleteSession(session_, status);
  }
  TF_DeleteGraph(graph_);
}

TF_Session* Graph::session() {
  std::call_once(isStarted_, [this] {
    Status status;
    TF_SessionOptions* options = TF_NewSessionOptions();
    TF_SetConfig(options, config_.data(), config_.size(), status);
    if (TF_GetCode(status) == TF_OK) session_ = TF_NewSession(graph_, options, status);
    TF_DeleteSessionOptions(options);
    status.check("The session did not start");
  });
  return session_;
}

void Graph::begin(const std::string& type, const std::string& name) {
  name_ = name;
  description_ = TF_NewOperation(graph_, type.c_str(), name.c_str());
}

void Graph::addInput(int64_t output) { TF_AddInput(description_, outputs_.at(output)); }

void Graph::addInputList(const std::vector<int64_t>& outputs) {
  std::vector<TF_Output> list;
  for (int64_t output : outputs) list.push_back(outputs_.at(output));
  TF_AddInputList(description_, list.data(), static_cast<int>(list.size()));
}

void Graph::addControlInput(int64_t operation) { TF_AddControlInput(description_, operations_.at(operation)); }

Operation Graph::finish() {
  Status status;
  TF_Operation* operation = TF_FinishOperation(description_, status);
  description_ = nullptr;
  status.check(name_);
  Operation finished{static_cast<int64_t>(operations_.size()), {}};
  operations_.push_back(operation);
  const int count = TF_OperationNumOutputs(operation);
  for (int index = 0; index < count; ++index) finished.outputs.push_back(describe({operation, index}));
  return finished;
}

Output Graph::describe(TF_Output output) {
  Status status;
  Output described{static_cast<int64_t>(outputs_.size()), TF_OperationOutputType(output), false, {}};
  outputs_.push_back(output);
  const int rank = TF_GraphGetTensorNumDims(graph_, output, status);
  status.check(name_);
  if (rank < 0) return described;
  described.isShapeKnown = true;
  described.shape.resize(static_cast<size_t>(rank));
  TF_GraphGetTensorShape(graph_, output, described.shape.data(), rank, status);
  status.check(name_);
  return described;
}

namespace {

// The numbers that a feed has for one step.
Tensor feedOf(const Feed& feed, int64_t step, int64_t stepCount) {
  size_t size = TF_DataTypeSize(feed.dtype);
  for (int64_t length : feed.shape) size *= static_cast<size_t>(length);
  const bool isSame = feed.length == size;
  if (!isSame && feed.length != size * static_cast<size_t>(stepCount)) {
    throw std::runtime_error("A feed fits neither one step nor all of them.");
  }
  return makeTensor(feed.dtype, feed.shape, feed.data + (isSame ? 0 : size * static_cast<size_t>(step)), size);
}

}  // namespace

std::vector<Fetched> Graph::run(const Run& run) {
  TF_Session* session = this->session();
  std::vector<TF_Output> feeds, fetches;
  std::vector<TF_Operation*> targets;
  for (const Feed& feed : run.feeds) feeds.push_back(outputs_.at(feed.output));
  for (int64_t id : run.fetches) fetches.push_back(outputs_.at(id));
  for (int64_t id : run.targets) targets.push_back(operations_.at(id));

  std::vector<Fetched> fetched(fetches.size());
  for (int64_t step = 0; step < run.stepCount; ++step) {
    std::vector<Tensor> given;
    std::vector<TF_Tensor*> inputs, results(fetches.size());
    for (const Feed& feed : run.feeds) {
      if (feed.numbers != nullptr) {
        inputs.push_back(feed.numbers.get());
        continue;
      }
      given.push_back(feedOf(feed, step, run.stepCount));
      inputs.push_back(given.back().get());
    }
    Status status;
    TF_SessionRun(session, nullptr, feeds.data(), inputs.data(), static_cast<int>(feeds.size()), fetches.data(),
                  results.data(), static_cast<int>(fetches.size()), targets.data(),
                  static_cast<int>(targets.size()), nullptr, status);
    std::vector<Tensor> taken(results.begin(), results.end());
    status.check("Step " + std::to_string(step + 1) + " of " + std::to_string(run.stepCount));
    for (size_t index = 0; index < taken.size(); ++index) {
      const char* data = static_cast<const char*>(TF_TensorData(taken[index].get()));
      fetched[index].dtype = TF_TensorType(taken[index].get());
      fetched[index].bytes.insert(fetched[index].bytes.end(), data, data + TF_TensorByteSize(taken[index].get()));
    }
  }
  return fetched;
}

}  // namespace layerwright
