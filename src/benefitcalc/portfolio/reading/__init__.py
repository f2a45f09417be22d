"""Files and frames of a housing system, read into typed tables, with every problem listed.

``sources`` opens files, ``sheets`` finds the header, ``matching`` recognises columns, ``values`` reads cells,
``doctor`` puts the typed table and its problems together, and ``tables`` holds the one function that does all of it.
"""
