// A graph that becomes a function of another, for loops and for what XLA compiles.
#include "graph.h"

namespace layerwright {

void Graph::define(const std::string& name, const Graph& body, const FunctionBorder& border) {
  std::vector<TF_Output> inputs, outputs;
  std::vector<TF_Operation*> controls;
  std::vector<std::string> names;
  std::vector<const char*> controlNames;
  for (int64_t id : border.inputs) inputs.push_back(body.outputs_.at(id));
  for (int64_t id : border.outputs) outputs.push_back(body.outputs_.at(id));
  for (int64_t id : border.controls) controls.push_back(body.operations_.at(id));
  for (size_t index = 0; index < controls.size(); ++index) names.push_back("control_" + std::to_string(index));
  for (const std::string& one : names) controlNames.push_back(one.c_str());

  Status status;
  TF_Function* function = TF_GraphToFunctionWithControlOutputs(
      body.graph_, name.c_str(), 0, -1, nullptr, static_cast<int>(inputs.size()), inputs.data(),
      static_cast<int>(outputs.size()), outputs.data(), nullptr, static_cast<int>(controls.size()),
      controls.data(), controlNames.data(), nullptr, nullptr, status);
  status.check("The function " + name);
  TF_GraphCopyFunction(graph_, function, nullptr, status);
  TF_DeleteFunction(function);
  status.check("The function " + name);
}

}  // namespace layerwright
