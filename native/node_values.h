// Reading JavaScript values through Node-API. Each function throws std::runtime_error with words
// for a programmer; `guarded` turns it into a JavaScript error at the border.
#pragma once

#define NAPI_VERSION 8
#include <node_api.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace layerwright {

inline void check(napi_status status, const char* what) {
  if (status != napi_ok) throw std::runtime_error(std::string("Expected ") + what + ".");
}

inline napi_value property(napi_env env, napi_value object, const char* name) {
  napi_value value;
  check(napi_get_named_property(env, object, name, &value), name);
  return value;
}

inline bool hasProperty(napi_env env, napi_value object, const char* name) {
  bool answer;
  check(napi_has_named_property(env, object, name, &answer), "an object");
  return answer;
}

inline int64_t toInteger(napi_env env, napi_value value) {
  int64_t number;
  check(napi_get_value_int64(env, value, &number), "a whole number");
  return number;
}

inline double toNumber(napi_env env, napi_value value) {
  double number;
  check(napi_get_value_double(env, value, &number), "a number");
  return number;
}

inline bool toBoolean(napi_env env, napi_value value) {
  bool flag;
  check(napi_get_value_bool(env, value, &flag), "true or false");
  return flag;
}

inline std::string toText(napi_env env, napi_value value) {
  size_t length;
  check(napi_get_value_string_utf8(env, value, nullptr, 0, &length), "a string");
  std::string text(length, '\0');
  check(napi_get_value_string_utf8(env, value, text.data(), length + 1, &length), "a string");
  return text;
}

inline bool isArray(napi_env env, napi_value value) {
  bool answer;
  check(napi_is_array(env, value, &answer), "a value");
  return answer;
}

inline std::vector<napi_value> toValues(napi_env env, napi_value array) {
  uint32_t length;
  check(napi_get_array_length(env, array, &length), "an array");
  std::vector<napi_value> values(length);
  for (uint32_t index = 0; index < length; ++index) {
    check(napi_get_element(env, array, index, &values[index]), "an element");
  }
  return values;
}

inline std::vector<int64_t> toIntegers(napi_env env, napi_value array) {
  std::vector<int64_t> numbers;
  for (napi_value value : toValues(env, array)) numbers.push_back(toInteger(env, value));
  return numbers;
}

// The memory of a typed array: valid while JavaScript keeps the array.
struct Bytes {
  const char* data;
  size_t length;
};

inline Bytes toBytes(napi_env env, napi_value value) {
  napi_typedarray_type type;
  size_t count;
  void* data;
  check(napi_get_typedarray_info(env, value, &type, &count, &data, nullptr, nullptr), "a typed array");
  const bool isByte = type == napi_int8_array || type == napi_uint8_array || type == napi_uint8_clamped_array;
  const bool isShort = type == napi_int16_array || type == napi_uint16_array;
  const bool isWord = type == napi_int32_array || type == napi_uint32_array || type == napi_float32_array;
  return {static_cast<const char*>(data), count * (isByte ? 1 : isShort ? 2 : isWord ? 4 : 8)};
}

inline napi_value fromInteger(napi_env env, int64_t number) {
  napi_value value;
  check(napi_create_int64(env, number, &value), "room for a number");
  return value;
}

inline napi_value fromIntegers(napi_env env, const std::vector<int64_t>& numbers) {
  napi_value array;
  check(napi_create_array_with_length(env, numbers.size(), &array), "room for an array");
  for (size_t index = 0; index < numbers.size(); ++index) {
    check(napi_set_element(env, array, index, fromInteger(env, numbers[index])), "an array");
  }
  return array;
}

// Runs `work`; what it throws becomes a JavaScript error.
template <typename Work>
napi_value guarded(napi_env env, Work work) {
  try {
    return work();
  } catch (const std::exception& error) {
    napi_throw_error(env, nullptr, error.what());
    return nullptr;
  }
}

}  // namespace layerwright
