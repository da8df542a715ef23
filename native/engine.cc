// What JavaScript sees: a class `Graph` with `add`, `constant`, `define`, `run` and `close`, a class `Numbers` with
// `values` and `close`, and a function `giveMemoryBack`.
// Its types stand in src/trainer/training/compiled-step/native-graph.ts.
#include <algorithm>
#include <cstring>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "attention_ops.h"
#include "batch_norm_ops.h"
#include "convolution_ops.h"
#include "dense_ops.h"
#include "embedding_ops.h"
#include "entropy_ops.h"
#include "graph.h"
#include "memory.h"
#include "node_values.h"
#include "pooling_ops.h"
#include "recurrent_ops.h"

namespace layerwright {
namespace {

// Held by the JavaScript object and by each run under way, so that closing waits for the last of them.
using Shared = std::shared_ptr<Graph>;

struct Call {
  napi_value self;
  std::vector<napi_value> arguments;
};

Call readCall(napi_env env, napi_callback_info info, size_t count) {
  Call call{nullptr, std::vector<napi_value>(count)};
  size_t given = count;
  check(napi_get_cb_info(env, info, &given, call.arguments.data(), &call.self, nullptr), "a call");
  if (given < count) throw std::runtime_error("Expected " + std::to_string(count) + " arguments.");
  return call;
}

Shared graphOf(napi_env env, napi_value self) {
  void* pointer = nullptr;
  check(napi_unwrap(env, self, &pointer), "a graph");
  Shared& graph = *static_cast<Shared*>(pointer);
  if (!graph) throw std::runtime_error("The graph is closed.");
  return graph;
}

void setAttribute(napi_env env, TF_OperationDescription* operation, napi_value attribute) {
  const std::string name = toText(env, property(env, attribute, "name"));
  const napi_value value = property(env, attribute, "value");
  switch (toInteger(env, property(env, attribute, "type"))) {
    case TF_ATTR_STRING: {
      const std::string text = toText(env, value);
      return TF_SetAttrString(operation, name.c_str(), text.data(), text.size());
    }
    case TF_ATTR_INT: {
      if (!isArray(env, value)) return TF_SetAttrInt(operation, name.c_str(), toInteger(env, value));
      const std::vector<int64_t> list = toIntegers(env, value);
      return TF_SetAttrIntList(operation, name.c_str(), list.data(), static_cast<int>(list.size()));
    }
    case TF_ATTR_FLOAT:
      return TF_SetAttrFloat(operation, name.c_str(), static_cast<float>(toNumber(env, value)));
    case TF_ATTR_BOOL:
      return TF_SetAttrBool(operation, name.c_str(), toBoolean(env, value));
    case TF_ATTR_TYPE: {
      if (!isArray(env, value)) {
        return TF_SetAttrType(operation, name.c_str(), static_cast<TF_DataType>(toInteger(env, value)));
      }
      std::vector<TF_DataType> list;
      for (int64_t type : toIntegers(env, value)) list.push_back(static_cast<TF_DataType>(type));
      return TF_SetAttrTypeList(operation, name.c_str(), list.data(), static_cast<int>(list.size()));
    }
    case TF_ATTR_FUNC: {
      const std::string text = toText(env, value);
      return TF_SetAttrFuncName(operation, name.c_str(), text.data(), text.size());
    }
    case TF_ATTR_SHAPE: {
      const std::vector<int64_t> shape = toIntegers(env, value);
      return TF_SetAttrShape(operation, name.c_str(), shape.data(), static_cast<int>(shape.size()));
    }
    default:
      throw std::runtime_error("The attribute " + name + " is of a kind that is not known here.");
  }
}

napi_value fromOperation(napi_env env, const Operation& operation) {
  napi_value result, outputs;
  check(napi_create_object(env, &result), "room");
  check(napi_create_array_with_length(env, operation.outputs.size(), &outputs), "room");
  for (size_t index = 0; index < operation.outputs.size(); ++index) {
    const Output& output = operation.outputs[index];
    napi_value described, shape;
    check(napi_create_object(env, &described), "room");
    check(napi_get_null(env, &shape), "null");
    if (output.isShapeKnown) shape = fromIntegers(env, output.shape);
    check(napi_set_named_property(env, described, "id", fromInteger(env, output.id)), "id");
    check(napi_set_named_property(env, described, "dtype", fromInteger(env, output.dtype)), "dtype");
    check(napi_set_named_property(env, described, "shape", shape), "shape");
    check(napi_set_element(env, outputs, index, described), "outputs");
  }
  check(napi_set_named_property(env, result, "id", fromInteger(env, operation.id)), "id");
  check(napi_set_named_property(env, result, "outputs", outputs), "outputs");
  return result;
}

// new Graph(config)
napi_value construct(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    const Call call = readCall(env, info, 1);
    const Bytes config = toBytes(env, call.arguments[0]);
    auto holder = std::make_unique<Shared>(std::make_shared<Graph>(config.data, config.length));
    const auto finalize = [](napi_env, void* pointer, void*) { delete static_cast<Shared*>(pointer); };
    check(napi_wrap(env, call.self, holder.get(), finalize, nullptr, nullptr), "a new graph");
    holder.release();
    return call.self;
  });
}

// add(type, name, inputs, attributes, controlInputs)
napi_value add(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    const Call call = readCall(env, info, 5);
    const Shared graph = graphOf(env, call.self);
    graph->begin(toText(env, call.arguments[0]), toText(env, call.arguments[1]));
    for (napi_value input : toValues(env, call.arguments[2])) {
      if (isArray(env, input)) {
        graph->addInputList(toIntegers(env, input));
      } else {
        graph->addInput(toInteger(env, input));
      }
    }
    for (napi_value attribute : toValues(env, call.arguments[3])) {
      setAttribute(env, graph->description(), attribute);
    }
    for (int64_t operation : toIntegers(env, call.arguments[4])) graph->addControlInput(operation);
    return fromOperation(env, graph->finish());
  });
}

// constant(name, dtype, shape, values)
napi_value constant(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    const Call call = readCall(env, info, 4);
    const Shared graph = graphOf(env, call.self);
    const std::string name = toText(env, call.arguments[0]);
    const auto dtype = static_cast<TF_DataType>(toInteger(env, call.arguments[1]));
    const Bytes values = toBytes(env, call.arguments[3]);
    const Tensor tensor = makeTensor(dtype, toIntegers(env, call.arguments[2]), values.data, values.length);
    graph->begin("Const", name);
    Status status;
    TF_SetAttrTensor(graph->description(), "value", tensor.get(), status);
    TF_SetAttrType(graph->description(), "dtype", dtype);
    status.check(name);
    return fromOperation(env, graph->finish());
  });
}

// define(name, body, inputs, outputs, controls)
napi_value define(napi_env env, napi_callback_info info) {
  return guarded(env, [&]() -> napi_value {
    const Call call = readCall(env, info, 5);
    const Shared body = graphOf(env, call.arguments[1]);
    graphOf(env, call.self)
        ->define(toText(env, call.arguments[0]), *body,
                 {toIntegers(env, call.arguments[2]), toIntegers(env, call.arguments[3]),
                  toIntegers(env, call.arguments[4])});
    return nullptr;
  });
}

// Numbers that JavaScript fills once and any number of graphs then read, without a copy of them anywhere.
struct HeldNumbers {
  Numbers tensor;
  napi_ref buffer = nullptr;
};

HeldNumbers& heldNumbers(napi_env env, napi_value self) {
  void* pointer = nullptr;
  check(napi_unwrap(env, self, &pointer), "numbers");
  return *static_cast<HeldNumbers*>(pointer);
}

Numbers numbersOf(napi_env env, napi_value self) {
  const Numbers tensor = heldNumbers(env, self).tensor;
  if (tensor == nullptr) throw std::runtime_error("The numbers are closed.");
  return tensor;
}

// new Numbers(dtype, shape): float32 or int32, all 0
napi_value constructNumbers(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    const Call call = readCall(env, info, 2);
    const auto dtype = static_cast<TF_DataType>(toInteger(env, call.arguments[0]));
    if (dtype != TF_FLOAT && dtype != TF_INT32) throw std::runtime_error("Only float32 and int32 can be held.");
    const std::vector<int64_t> shape = toIntegers(env, call.arguments[1]);
    int64_t count = 1;
    for (int64_t length : shape) count *= length;
    const size_t bytes = static_cast<size_t>(count) * TF_DataTypeSize(dtype);
    auto held = std::make_unique<HeldNumbers>();
    held->tensor = Numbers(TF_AllocateTensor(dtype, shape.data(), static_cast<int>(shape.size()), bytes),
                           TF_DeleteTensor);
    std::memset(TF_TensorData(held->tensor.get()), 0, bytes);
    napi_value buffer, values;
    const auto release = [](napi_env, void*, void* hint) { delete static_cast<Numbers*>(hint); };
    auto kept = std::make_unique<Numbers>(held->tensor);
    check(napi_create_external_arraybuffer(env, TF_TensorData(held->tensor.get()), bytes, release, kept.get(), &buffer),
          "memory of the runtime as an array");
    kept.release();
    check(napi_create_reference(env, buffer, 0, &held->buffer), "a reference");
    check(napi_create_typedarray(env, dtype == TF_FLOAT ? napi_float32_array : napi_int32_array,
                                 static_cast<size_t>(count), buffer, 0, &values),
          "an array");
    check(napi_set_named_property(env, call.self, "values", values), "values");
    const auto finalize = [](napi_env env, void* pointer, void*) {
      const std::unique_ptr<HeldNumbers> held(static_cast<HeldNumbers*>(pointer));
      if (held->buffer != nullptr) napi_delete_reference(env, held->buffer);
    };
    check(napi_wrap(env, call.self, held.get(), finalize, nullptr, nullptr), "new numbers");
    held.release();
    return call.self;
  });
}

// close(): the numbers are no longer to be seen from JavaScript; graphs that were given them keep them.
napi_value closeNumbers(napi_env env, napi_callback_info info) {
  return guarded(env, [&]() -> napi_value {
    const Call call = readCall(env, info, 0);
    HeldNumbers& held = heldNumbers(env, call.self);
    if (held.tensor == nullptr) return nullptr;
    napi_value buffer = nullptr;
    check(napi_get_reference_value(env, held.buffer, &buffer), "the memory");
    if (buffer != nullptr) check(napi_detach_arraybuffer(env, buffer), "memory that can be let go");
    held.tensor.reset();
    return nullptr;
  });
}

// A run on a worker thread, and the promise of its results.
struct Job {
  Shared graph;
  Run run;
  std::vector<Fetched> fetched;
  std::string error;
  napi_deferred deferred = nullptr;
  napi_async_work work = nullptr;
  napi_ref feeds = nullptr;  // keeps the memory of what is fed
};

void execute(napi_env, void* data) {
  Job& job = *static_cast<Job*>(data);
  try {
    job.fetched = job.graph->run(job.run);
  } catch (const std::exception& error) {
    job.error = error.what();
  }
}

napi_value fromFetched(napi_env env, const Fetched& fetched) {
  const bool isFloat = fetched.dtype == TF_FLOAT;
  if (!isFloat && fetched.dtype != TF_INT32) throw std::runtime_error("Only float32 and int32 can be fetched.");
  napi_value buffer, array;
  void* data;
  check(napi_create_arraybuffer(env, fetched.bytes.size(), &data, &buffer), "room for results");
  std::copy(fetched.bytes.begin(), fetched.bytes.end(), static_cast<char*>(data));
  check(napi_create_typedarray(env, isFloat ? napi_float32_array : napi_int32_array, fetched.bytes.size() / 4,
                               buffer, 0, &array),
        "an array");
  return array;
}

void settle(napi_env env, napi_status, void* data) {
  const std::unique_ptr<Job> job(static_cast<Job*>(data));
  napi_delete_reference(env, job->feeds);
  napi_delete_async_work(env, job->work);
  napi_value results;
  try {
    if (!job->error.empty()) throw std::runtime_error(job->error);
    check(napi_create_array_with_length(env, job->fetched.size(), &results), "room");
    for (size_t index = 0; index < job->fetched.size(); ++index) {
      check(napi_set_element(env, results, index, fromFetched(env, job->fetched[index])), "results");
    }
    napi_resolve_deferred(env, job->deferred, results);
  } catch (const std::exception& error) {
    napi_value message, reason;
    napi_create_string_utf8(env, error.what(), NAPI_AUTO_LENGTH, &message);
    napi_create_error(env, nullptr, message, &reason);
    napi_reject_deferred(env, job->deferred, reason);
  }
}

// run(feeds, fetches, targets, stepCount)
napi_value run(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    const Call call = readCall(env, info, 4);
    auto job = std::make_unique<Job>();
    job->graph = graphOf(env, call.self);
    for (napi_value feed : toValues(env, call.arguments[0])) {
      if (hasProperty(env, feed, "numbers")) {
        job->run.feeds.push_back({toInteger(env, property(env, feed, "output")),
                                  numbersOf(env, property(env, feed, "numbers")), TF_FLOAT, {}, nullptr, 0});
        continue;
      }
      const Bytes values = toBytes(env, property(env, feed, "values"));
      job->run.feeds.push_back({toInteger(env, property(env, feed, "output")), nullptr,
                                static_cast<TF_DataType>(toInteger(env, property(env, feed, "dtype"))),
                                toIntegers(env, property(env, feed, "shape")), values.data, values.length});
    }
    job->run.fetches = toIntegers(env, call.arguments[1]);
    job->run.targets = toIntegers(env, call.arguments[2]);
    job->run.stepCount = toInteger(env, call.arguments[3]);
    napi_value promise, name;
    check(napi_create_string_utf8(env, "layerwright:run", NAPI_AUTO_LENGTH, &name), "a name");
    check(napi_create_async_work(env, nullptr, name, execute, settle, job.get(), &job->work), "a worker");
    check(napi_create_reference(env, call.arguments[0], 1, &job->feeds), "feeds");
    check(napi_create_promise(env, &job->deferred, &promise), "a promise");
    check(napi_queue_async_work(env, job->work), "a worker");
    job.release();
    return promise;
  });
}

// close(): gives the memory back as soon as no run is under way.
napi_value close(napi_env env, napi_callback_info info) {
  return guarded(env, [&]() -> napi_value {
    const Call call = readCall(env, info, 0);
    void* pointer = nullptr;
    check(napi_unwrap(env, call.self, &pointer), "a graph");
    static_cast<Shared*>(pointer)->reset();
    return nullptr;
  });
}

// giveMemoryBack()
napi_value giveBack(napi_env env, napi_callback_info) {
  return guarded(env, [&]() -> napi_value {
    giveMemoryBack();
    return nullptr;
  });
}

}  // namespace
}  // namespace layerwright

NAPI_MODULE_INIT() {
  using namespace layerwright;
  const auto method = [](const char* name, napi_callback callback) -> napi_property_descriptor {
    return {name, nullptr, callback, nullptr, nullptr, nullptr, napi_default_method, nullptr};
  };
  const napi_property_descriptor methods[] = {method("add", add), method("constant", constant),
                                              method("define", define), method("run", run),
                                              method("close", close)};
  return guarded(env, [&] {
    registerRecurrentOps();
    registerAttentionOps();
    registerBatchNormOps();
    registerEntropyOps();
    registerConvolutionOps();
    registerDenseOps();
    registerPoolingOps();
    registerEmbeddingOps();
    napi_value graph;
    check(napi_define_class(env, "Graph", NAPI_AUTO_LENGTH, construct, nullptr, std::size(methods), methods, &graph),
          "a class");
    check(napi_set_named_property(env, exports, "Graph", graph), "exports");
    const napi_property_descriptor ofNumbers[] = {method("close", closeNumbers)};
    napi_value numbers;
    check(napi_define_class(env, "Numbers", NAPI_AUTO_LENGTH, constructNumbers, nullptr, std::size(ofNumbers),
                            ofNumbers, &numbers),
          "a class");
    check(napi_set_named_property(env, exports, "Numbers", numbers), "exports");
    napi_value function;
    check(napi_create_function(env, "giveMemoryBack", NAPI_AUTO_LENGTH, giveBack, nullptr, &function), "a function");
    check(napi_set_named_property(env, exports, "giveMemoryBack", function), "exports");
    return exports;
  });
}
