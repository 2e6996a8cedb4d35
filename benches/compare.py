#!/usr/bin/env python3
"""Compares the PDF of diaglibre with what two other programs make of the same report.

    python3 benches/compare.py PROGRAM [DOSSIER]

PROGRAM is a built `diaglibre`. WeasyPrint prints the HTML report; Typst sets the Markdown report, turned into its own
markup here. Both come from PyPI into a folder that is thrown away. Each figure is the median of five runs, started
afresh; the memory is the most that a run held. `pdfinfo` of poppler tells pages, tags and claims.
"""

import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv

RUNS = 5
PACKAGES = ["weasyprint==70.0", "typst==0.15.0"]
WEASYPRINT = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant='pdf/ua-1')"
TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], pdf_standards='ua-1')"
SPECIAL = re.compile(r"([\\#$*_`<>@\[\]~])")


def inline(text):
    """Turns the marks of Markdown inside a line into those of Typst."""
    out, at = [], 0
    token = re.compile(r"\\(.)|\*\*(.+?)\*\*|\*(.+?)\*|\[((?:\\.|[^\]\\]|\[[^\]]*\])+)\]\((?:<([^>]*)>|#([^)]*))\)|<(https?://[^>]*)>|<a id=\"([^\"]*)\"></a>")
    for match in token.finditer(text):
        out.append(SPECIAL.sub(r"\\\1", text[at : match.start()]))
        at = match.end()
        escaped, bold, italic, label, url, anchor, address, place = match.groups()
        if escaped:
            out.append("\\" + escaped)
        elif bold:
            out.append(f"#strong[{inline(bold)}]")
        elif italic:
            out.append(f"#emph[{inline(italic)}]")
        elif label and url:
            out.append(f'#link("{url}")[{inline(label)}]')
        elif label:
            out.append(f"#link(label(\"{anchor}\"))[{inline(label)}]")
        elif address:
            out.append(f'#link("{address}")')
    out.append(SPECIAL.sub(r"\\\1", text[at:]))
    return "".join(out)


def cells(line):
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]]


def to_typst(markdown, title):
    """Returns the same content as Typst."""
    out = [f'#set document(title: "{title}")', '#set text(lang: "fr", size: 10pt)', "#set page(numbering: \"1\")"]
    for block in markdown.split("\n\n"):
        lines = [line.removeprefix("> ").removeprefix(">") for line in block.strip("\n").split("\n")]
        heading = re.match(r"(#+) (?:<a id=\"([^\"]*)\"></a>)?(.*)", lines[0])
        if heading:
            marks, anchor, words = heading.groups()
            out.append("=" * len(marks) + " " + inline(words) + (f" <{anchor}>" if anchor else ""))
        elif lines[0].startswith("|"):
            header, rows = cells(lines[0]), [cells(line) for line in lines[2:]]
            body = "".join(f"[{inline(cell)}], " for row in rows for cell in row)
            head = "".join(f"[{inline(cell)}], " for cell in header)
            columns = ", ".join(["auto"] * (len(header) - 1) + ["1fr"])
            out.append(f"#table(columns: ({columns}), table.header({head}), {body})")
        else:
            item = {"-": "- ", "*": "- "}
            for line in lines:
                number = re.match(r"\d+\. (.*)", line)
                if number:
                    out.append("+ " + inline(number.group(1)))
                elif line[:2] in ("- ", "* "):
                    out.append(item[line[0]] + inline(re.sub(r"^\[ \] ", "", line[2:])))
                else:
                    out.append(inline(line.strip()))
        out.append("")
    return "\n".join(out)


def measure(command):
    """Returns the median time in seconds and the most memory in megabytes."""
    times, most = [], 0
    for _ in range(RUNS):
        start = time.monotonic()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        told = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            sys.exit(f"error: {command[0]} failed\n{told.decode(errors='replace')[-2000:]}")
        times.append(time.monotonic() - start)
        most = max(most, usage.ru_maxrss * 1024 / 1e6)
    return statistics.median(times), most


def facts(pdf):
    """Returns the number of pages, whether the file is tagged, and what it claims to conform to."""
    told = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    field = lambda name: next((line.split(":", 1)[1].strip() for line in told.splitlines() if line.startswith(name)), "")
    data = subprocess.run(["pdfinfo", "-meta", pdf], capture_output=True, check=True).stdout
    claims = [name for name, mark in (("PDF/UA", b"pdfuaid"), ("PDF/A", b"pdfaid")) if mark in data]
    return field("Pages"), field("Tagged"), " ".join(claims) or "-"


def main():
    if len(sys.argv) < 2 or not shutil.which("pdfinfo"):
        sys.exit("usage: python3 benches/compare.py PROGRAM [DOSSIER]; poppler-utils is needed")
    program = str(pathlib.Path(sys.argv[1]).resolve())
    dossier = sys.argv[2] if len(sys.argv) > 2 else "examples/mlc44.diaglibre.yaml"
    with tempfile.TemporaryDirectory() as scratch:
        at = pathlib.Path(scratch)
        report = [program, "report", dossier, "--quiet", "--date", "2026-11-23"]
        subprocess.run(report + ["-o", at / "r.html", "-o", at / "r.md"], check=True, stderr=subprocess.DEVNULL)
        (at / "r.typ").write_text(to_typst((at / "r.md").read_text(), "Feuille de route"))
        venv.create(at / "python", with_pip=True)
        python = str(at / "python/bin/python")
        subprocess.run([python, "-m", "pip", "install", "-q", *PACKAGES], check=True)
        print(f"{'program':<26}{'time':>10}{'memory':>10}{'size':>9}{'pages':>7}{'tagged':>8}  claims")
        for name, command, pdf in (
            ("diaglibre", report + ["-o", str(at / "own.pdf")], at / "own.pdf"),
            (PACKAGES[0], [python, "-c", WEASYPRINT, str(at / "r.html"), str(at / "weasyprint.pdf")], at / "weasyprint.pdf"),
            (PACKAGES[1], [python, "-c", TYPST, str(at / "r.typ"), str(at / "typst.pdf")], at / "typst.pdf"),
        ):
            seconds, memory = measure(command)
            pages, tagged, claims = facts(pdf)
            size = pdf.stat().st_size / 1000
            print(f"{name:<26}{seconds * 1000:>7.0f} ms{memory:>7.0f} MB{size:>6.0f} kB{pages:>7}{tagged:>8}  {claims}")


if __name__ == "__main__":
    main()
