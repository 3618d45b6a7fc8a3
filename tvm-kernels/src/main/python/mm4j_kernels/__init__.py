"""The pre-processing kernels of multimodal4j, as Apache TVM compiles them.

`kernels` has one module per kernel, each with `functions(instructions)`: the PrimFuncs of that kernel for one instruction set, by symbol.
"""

ABI = 2
"""Goes up whenever a symbol or the meaning of an argument changes; the Java back end refuses any other number."""
