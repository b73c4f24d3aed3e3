"""python serve.py MODEL.gguf: llama.cpp's own HTTP server on a free port of this machine; prints its address.

Ends when its standard input does, so that it never outlives who started it.
"""

import sys

import xllamacpp

params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
params.port = 0
params.n_parallel = 1
params.n_ctx = 8192
# The threads of one call wait for each other at full speed: with several, a busy machine is many times slower.
params.cpuparams.n_threads = 1
params.cpuparams_batch.n_threads = 1
params.verbosity = 0
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
