"""Times one epoch of Keras on TensorFlow for bench/training.bench.ts.

Reads lines of JSON {"epochs": n}; answers each with the milliseconds of one epoch. The model is named by the argument.
"""

import json
import os
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras  # noqa: E402
import numpy as np  # noqa: E402
from keras import layers  # noqa: E402

random = np.random.default_rng(0)


def mlp():
    model = keras.Sequential(
        [layers.Input((20,)), layers.Dense(64, "relu"), layers.Dense(64, "relu"), layers.Dense(1)]
    )
    model.compile("adam", "mean_squared_error", metrics=["mae"])
    return model, random.random((50000, 20), "float32"), random.random((50000, 1), "float32"), 32


def cnn():
    model = keras.Sequential(
        [
            layers.Input((28, 28, 1)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dense(128, "relu"),
            layers.Dense(10, "softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model, random.random((6000, 28, 28, 1), "float32"), random.integers(0, 10, 6000), 64


model, samples, labels, batch_size = {"mlp": mlp, "cnn": cnn}[sys.argv[1]]()
for line in sys.stdin:
    epochs = json.loads(line)["epochs"]
    began = time.perf_counter()
    model.fit(samples, labels, batch_size=batch_size, epochs=epochs, verbose=0)
    print(json.dumps({"ms": (time.perf_counter() - began) * 1000 / epochs, "keras": keras.__version__}), flush=True)
