"""`python -m tests.fuzz TARGET [options or a file]`: fuzz one target from its seeds, or try a file.

The options are those of libFuzzer. What breaks a promise is kept in `.cache/fuzz/`.
"""

import sys

from tests.fuzz.run import ROOT, run

if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "scripts"))
    sys.exit(run(sys.argv[1], sys.argv[2:]).returncode)
