"""The program under test as these tests ask it: `solatium` for what it says, `ended` for how it ended, `written` for a file of its own."""
import os
import subprocess
import sys

PROGRAM = os.path.abspath(sys.argv[1])


def ended(*words, wanted=0, says="", **environment):
    """A run of words that ends with that status and says that on standard error."""
    done = subprocess.run([PROGRAM, *words], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, env={**os.environ, **environment}, timeout=300)
    assert done.returncode == wanted and says in done.stderr, (words, done.returncode, done.stderr)
    return done


def solatium(*words, wanted=0, says="", **environment):
    """Its answer, or of a refusal what it says."""
    done = ended(*words, wanted=wanted, says=says, **environment)
    return done.stdout if wanted == 0 else done.stderr


def written(folder, name, text):
    """The path of a file of that text."""
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)
    return path
