"""Trains byte-pair encoding by Hugging Face tokenizers: hugging_face.py FILE SIZE.

The same text, size, least count and pieces as ours. Prints a line of JSON {ms, processorMs, peakKb, count}.
"""

import json
import resource
import sys
import time

from tokenizers import Regex, Tokenizer, models, pre_tokenizers, trainers

# The pieces of src/shared/dataset/text/byte-pair.ts.
PIECE = r" ?[\p{L}\p{M}]+| ?\p{N}+| ?[^\s\p{L}\p{M}\p{N}]+|\s+(?!\S)|\s+"

with open(sys.argv[1], encoding="utf-8") as file:
    texts = file.read().split("\n")

began, used = time.perf_counter(), time.process_time()
tokenizer = Tokenizer(models.BPE())
tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(PIECE), "isolated")
trainer = trainers.BpeTrainer(vocab_size=int(sys.argv[2]), min_frequency=2, show_progress=False)
tokenizer.train_from_iterator(texts, trainer)
print(
    json.dumps(
        {
            "ms": (time.perf_counter() - began) * 1000,
            "processorMs": (time.process_time() - used) * 1000,
            "peakKb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
            "count": tokenizer.get_vocab_size(),
        }
    )
)
