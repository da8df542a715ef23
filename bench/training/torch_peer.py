"""Trains a workload of bench/training by PyTorch.

    torch_peer.py WORKLOAD ROWS [compile]

Reads lines of JSON {"epochs": n}; answers each with the milliseconds of one epoch and the process's peak memory.
Adam is the fused one, batches are taken by index from tensors in memory, and classes are learnt from logits.
"""

import sys

import torch
from peer import serve
from torch import nn

torch.manual_seed(0)


class Recurrent(nn.Module):
    """Tokens, embedded, through recurrent layers of one kind; the last output gives the classes."""

    def __init__(self, kind, vocabulary, width, units, depth, classes):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, width)
        self.recurrent = kind(width, units, depth, batch_first=True)
        self.classes = nn.Linear(units, classes)

    def forward(self, tokens):
        outputs, _ = self.recurrent(self.embedding(tokens))
        return self.classes(outputs[:, -1])


class Transformer(nn.Module):
    """Tokens and their places, embedded, through encoder blocks; the mean gives the classes."""

    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(10000, 64)
        self.places = nn.Parameter(torch.rand(64, 64) * 0.1 - 0.05)
        self.blocks = nn.Sequential(
            *(nn.TransformerEncoderLayer(64, 2, 128, dropout=0.0, batch_first=True) for _ in range(2))
        )
        self.classes = nn.Linear(64, 10)

    def forward(self, tokens):
        return self.classes(self.blocks(self.embedding(tokens) + self.places).mean(1))


def deep():
    stack, channels = [], 3
    for place, filters in enumerate((32, 64, 128, 128)):
        for _ in range(2):
            stack += [nn.Conv2d(channels, filters, 3, padding=1), nn.ReLU(), nn.BatchNorm2d(filters, 1e-3, 0.01)]
            channels = filters
        if place < 3:
            stack.append(nn.MaxPool2d(2))
    return nn.Sequential(*stack, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, 10))


def dense(*sizes):
    stack = [part for size in zip(sizes, sizes[1:]) for part in (nn.Linear(*size), nn.ReLU())]
    return nn.Sequential(*stack[:-1])


def convolution():
    return nn.Sequential(
        nn.Conv2d(1, 32, 3),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(5408, 128),
        nn.ReLU(),
        nn.Linear(128, 10),
    )


def numbers(*shape):
    return lambda rows: torch.rand(rows, *shape)


def codes(count, *shape):
    return lambda rows: torch.randint(0, count, (rows, *shape))


# Model, samples, labels, batch size.
WORKLOADS = {
    "mlp": (lambda: dense(20, 64, 64, 1), numbers(20), numbers(1), 32),
    "table": (lambda: dense(100, 128, 64, 1), numbers(100), numbers(1), 256),
    "cnn": (convolution, numbers(1, 28, 28), codes(10), 64),
    "deepcnn": (deep, numbers(3, 32, 32), codes(10), 32),
    "lstm": (lambda: Recurrent(nn.LSTM, 10000, 256, 128, 2, 10000), codes(10000, 32), codes(10000), 64),
    "gru": (lambda: Recurrent(nn.GRU, 5000, 128, 96, 2, 5000), codes(5000, 32), codes(5000), 64),
    "sentiment": (lambda: Recurrent(nn.LSTM, 10000, 64, 64, 1, 2), codes(10000, 200), codes(2), 32),
    "transformer": (Transformer, codes(10000, 64), codes(10), 32),
}

make, make_samples, make_labels, batch_size = WORKLOADS[sys.argv[1]]
rows = int(sys.argv[2])
model = make()
samples, labels = make_samples(rows), make_labels(rows)
measure = nn.MSELoss() if labels.is_floating_point() else nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(model.parameters(), eps=1e-7, fused=True)
is_compiled = sys.argv[3:] == ["compile"]
forward = torch.compile(model) if is_compiled else model


def train(epochs):
    for _ in range(epochs):
        order = torch.randperm(rows)
        for start in range(0, rows, batch_size):
            batch = order[start : start + batch_size]
            optimizer.zero_grad(set_to_none=True)
            loss = measure(forward(samples[batch]), labels[batch])
            loss.backward()
            optimizer.step()


serve(f"PyTorch {torch.__version__}{', compiled' if is_compiled else ''}", train)
