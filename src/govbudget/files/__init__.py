"""From sources to text (文件读取): finding files, bounding their size, decoding them strictly."""
