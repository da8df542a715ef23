"""Trains a workload of bench/training by Keras, on the backend that KERAS_BACKEND names.

    keras_peer.py WORKLOAD ROWS

Reads lines of JSON {"epochs": n}; answers each with the milliseconds of one epoch and the process's peak memory.
"""

import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras  # noqa: E402
import numpy as np  # noqa: E402
from keras import layers  # noqa: E402
from peer import serve  # noqa: E402

random = np.random.default_rng(0)


def numbers(rows, *shape):
    return random.random((rows, *shape), "float32")


def codes(rows, count, *shape):
    return random.integers(0, count, (rows, *shape)).astype("int32")


def regression(stack):
    model = keras.Sequential(stack)
    model.compile("adam", "mean_squared_error", metrics=["mae"])
    return model


def classifier(stack):
    model = stack if isinstance(stack, keras.Model) else keras.Sequential(stack)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def mlp(rows):
    model = regression([layers.Input((20,)), layers.Dense(64, "relu"), layers.Dense(64, "relu"), layers.Dense(1)])
    return model, numbers(rows, 20), numbers(rows, 1), 32


def table(rows):
    model = regression([layers.Input((100,)), layers.Dense(128, "relu"), layers.Dense(64, "relu"), layers.Dense(1)])
    return model, numbers(rows, 100), numbers(rows, 1), 256


def cnn(rows):
    model = classifier(
        [
            layers.Input((28, 28, 1)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dense(128, "relu"),
            layers.Dense(10, "softmax"),
        ]
    )
    return model, numbers(rows, 28, 28, 1), codes(rows, 10), 64


def deepcnn(rows):
    stack = [layers.Input((32, 32, 3))]
    for place, filters in enumerate((32, 64, 128, 128)):
        for _ in range(2):
            stack += [
                layers.Conv2D(filters, 3, padding="same", activation="relu"),
                layers.BatchNormalization(),
            ]
        if place < 3:
            stack.append(layers.MaxPooling2D())
    model = classifier([*stack, layers.GlobalAveragePooling2D(), layers.Dense(10, "softmax")])
    return model, numbers(rows, 32, 32, 3), codes(rows, 10), 32


def lstm(rows):
    model = classifier(
        [
            layers.Input((32,)),
            layers.Embedding(10000, 256),
            layers.LSTM(128, return_sequences=True),
            layers.LSTM(128),
            layers.Dense(10000, "softmax"),
        ]
    )
    return model, codes(rows, 10000, 32), codes(rows, 10000), 64


def gru(rows):
    model = classifier(
        [
            layers.Input((32,)),
            layers.Embedding(5000, 128),
            layers.GRU(96, return_sequences=True),
            layers.GRU(96),
            layers.Dense(5000, "softmax"),
        ]
    )
    return model, codes(rows, 5000, 32), codes(rows, 5000), 64


def sentiment(rows):
    model = classifier(
        [layers.Input((200,)), layers.Embedding(10000, 64), layers.LSTM(64), layers.Dense(2, "softmax")]
    )
    return model, codes(rows, 10000, 200), codes(rows, 2), 32


def transformer(rows):
    tokens = layers.Input((64,))
    places = layers.Embedding(64, 64)(keras.ops.arange(64))
    x = layers.Embedding(10000, 64)(tokens) + places
    for _ in range(2):
        attended = layers.MultiHeadAttention(2, 32)(x, x)
        x = layers.LayerNormalization(epsilon=1e-6)(x + attended)
        inner = layers.Dense(64)(layers.Dense(128, "relu")(x))
        x = layers.LayerNormalization(epsilon=1e-6)(x + inner)
    outputs = layers.Dense(10, "softmax")(layers.GlobalAveragePooling1D()(x))
    return classifier(keras.Model(tokens, outputs)), codes(rows, 10000, 64), codes(rows, 10), 32


WORKLOADS = [mlp, table, cnn, deepcnn, lstm, gru, sentiment, transformer]

make = {one.__name__: one for one in WORKLOADS}[sys.argv[1]]
model, samples, labels, batch_size = make(int(sys.argv[2]))


def train(epochs):
    model.fit(samples, labels, batch_size=batch_size, epochs=epochs, verbose=0)


serve(f"Keras {keras.__version__} on {keras.backend.backend()}", train)
