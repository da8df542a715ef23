"""What every peer of bench/training has in common: it answers lines of JSON {"epochs": n}."""

import json
import resource
import sys
import time


def serve(version, train):
    """Answers each line with the milliseconds of one epoch, by the clock and of the processor, and the peak memory in kB."""
    for line in sys.stdin:
        epochs = json.loads(line)["epochs"]
        began, used = time.perf_counter(), time.process_time()
        train(epochs)
        answer = {
            "ms": (time.perf_counter() - began) * 1000 / epochs,
            "processorMs": (time.process_time() - used) * 1000 / epochs,
            "peakKb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
            "version": version,
        }
        print(json.dumps(answer), flush=True)
