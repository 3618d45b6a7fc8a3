"""Compiles kernels to object files, as the build's driver asks for them on standard input.

A line is one object, its fields separated by tabs: kernel module, variant, instruction set, TVM target, path of the object. Beside each object
goes its description, `<object>.json`: the symbols with their arguments, as the compiled functions have them.
"""

import importlib
import json
import pathlib
import sys
import time

import mm4j_kernels
import tvm
from mm4j_kernels.instructions import INSTRUCTIONS


def main():
    for line in sys.stdin:
        kernel, variant, instructions, target, path = line.rstrip("\n").split("\t")
        began = time.perf_counter()
        functions = importlib.import_module(f"mm4j_kernels.kernels.{kernel}").functions(INSTRUCTIONS[instructions])
        tvm.build(tvm.IRModule(functions), target=target).save(path)
        description = {"abi": mm4j_kernels.ABI, "functions": [describe(name, f) for name, f in sorted(functions.items())]}
        pathlib.Path(path + ".json").write_text(json.dumps(description, indent=2) + "\n", encoding="utf-8")
        print(f"kernel {kernel} for {variant}: {time.perf_counter() - began:.1f} s", flush=True)


def describe(name, function):
    """A function's symbol and its arguments in order."""
    return {"name": name, "arguments": [describe_argument(function, parameter) for parameter in function.params]}


def describe_argument(function, parameter):
    """A tensor's name, dtype and rank; a scalar has no rank."""
    buffer = function.buffer_map.get(parameter)
    if buffer is None:
        return {"name": parameter.name, "dtype": parameter.dtype}
    return {"name": buffer.name, "dtype": buffer.dtype, "rank": len(buffer.shape)}


if __name__ == "__main__":
    main()
