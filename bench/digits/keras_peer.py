"""Trains the digit CNN by Keras on pictures, parts and learning rates that our side has written.

    keras_digits.py FOLDER SEED

FOLDER holds plan.json {"parts": {"train": [rows] …}, "rates": [learning rate of each step], "batchSize", "epochs"},
pictures.bin (float32 [rows, 28, 28, 1]) and labels.bin (float32 [rows]). Prints one line of JSON: the accuracy on the
test part with the best epoch's weights, and the milliseconds of each epoch, its validation included.
"""

import json
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras  # noqa: E402
import numpy as np  # noqa: E402
from keras import layers  # noqa: E402

folder, seed = Path(sys.argv[1]), int(sys.argv[2])
plan = json.loads((folder / "plan.json").read_text())
pictures = np.fromfile(folder / "pictures.bin", "float32").reshape(-1, 28, 28, 1)
labels = np.fromfile(folder / "labels.bin", "float32").astype("int32")
train, validation, test = ((pictures[rows], labels[rows]) for rows in (plan["parts"][part] for part in ("train", "validation", "test")))


class Rates(keras.optimizers.schedules.LearningRateSchedule):
    def __init__(self, rates):
        self.rates = keras.ops.convert_to_tensor(rates, "float32")

    def __call__(self, step):
        return keras.ops.take(self.rates, keras.ops.cast(step, "int32"))


class Clock(keras.callbacks.Callback):
    def __init__(self):
        super().__init__()
        self.times = []

    def on_epoch_begin(self, epoch, logs=None):
        self.began = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        self.times.append((time.perf_counter() - self.began) * 1000)


keras.utils.set_random_seed(seed)
model = keras.Sequential(
    [
        layers.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dropout(0.3),
        layers.Dense(128, "relu"),
        layers.Dense(10, "softmax"),
    ]
)
model.compile(keras.optimizers.Adam(Rates(plan["rates"])), "sparse_categorical_crossentropy", metrics=["accuracy"])
clock = Clock()
best = keras.callbacks.EarlyStopping("val_loss", patience=plan["epochs"], restore_best_weights=True)
model.fit(
    *train, batch_size=plan["batchSize"], epochs=plan["epochs"], validation_data=validation, callbacks=[clock, best], verbose=0
)
accuracy = float(np.mean(np.argmax(model.predict(test[0], verbose=0), axis=1) == test[1]))
print(json.dumps({"accuracy": accuracy, "epochMs": clock.times, "version": f"Keras {keras.__version__}"}))
