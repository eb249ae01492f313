"""What several rooms' tests need."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before NumPy: small nets, two busy threads
os.environ.setdefault("MPLBACKEND", "Agg")
