"""From text to model (读取): lines, blocks, grids, headers, settling, tables, forms, narrative."""
