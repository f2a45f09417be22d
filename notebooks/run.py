"""Run the notebooks here and keep what they show: ``make notebooks`` does so, and the tests compare.

The same code and rates give the same file: nothing is kept that differs from run to run or from machine to machine
(counts and times of cells, versions, paths).
"""

import re
from copy import deepcopy
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

NOTEBOOKS = sorted(Path(__file__).parent.glob("*.ipynb"))
PICTURE = re.compile(r'src="data:image/[^"]*"')


def read(path: Path) -> NotebookNode:
    """The notebook as it is kept."""
    return nbformat.read(path, as_version=4)


def run(path: Path) -> NotebookNode:
    """The notebook run from a clean kernel, as it would be kept."""
    notebook = read(path)
    metadata = deepcopy(notebook.metadata)
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=120,
        record_timing=False,
        coalesce_streams=True,
        extra_arguments=["--IPKernelApp.log_level=ERROR"],  # a notice about its ports at every start otherwise
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    notebook.metadata = metadata
    for cell in code_cells(notebook):
        cell.execution_count = None
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = None
    return notebook


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """The cells that hold code."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def texts(notebook: NotebookNode) -> dict[str, list[str]]:
    """What each cell shows in words, by the id of the cell: text and HTML; pictures are left out."""
    return {cell.id: [text for output in cell.outputs for text in _texts(output)] for cell in code_cells(notebook)}


def _texts(output: NotebookNode) -> list[str]:
    if output.output_type == "stream":
        return [output.text]
    if output.output_type == "error":
        return [f"{output.ename}: {output.evalue}"]
    return [PICTURE.sub('src=""', text) for kind, text in sorted(output.data.items()) if kind.startswith("text/")]


if __name__ == "__main__":
    for each in NOTEBOOKS:
        nbformat.write(run(each), each)
        print(f"{each.name} is run, and what it shows is kept.")
