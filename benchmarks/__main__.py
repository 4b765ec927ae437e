"""Run one benchmark by its name: `python3 -m benchmarks suggestions --quotes PATH`."""

import importlib
import pkgutil
import sys

import benchmarks


def main(arguments: list[str]) -> int:
    """Hand the arguments to the module named first; return its exit code, or 2 with the list of names."""
    # packages hold what benchmarks share, and cannot be run
    found = (module.name for module in pkgutil.iter_modules(benchmarks.__path__) if not module.ispkg)
    names = sorted(name for name in found if name != "__main__")
    if not arguments or arguments[0] not in names:
        print(f"usage: python3 -m benchmarks NAME [options]\nnames: {', '.join(names)}", file=sys.stderr)
        return 2
    return int(importlib.import_module(f"benchmarks.{arguments[0]}").main(arguments[1:]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
