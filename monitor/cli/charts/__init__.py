"""Trend charts, for the terminal and as SVG. Their modules load a drawing library each: import them where one draws."""
