"""Looking again at what people coded: doubts about single codings, and groups in what no code fits.

Pure functions of spans, vectors and words: nothing here knows the study file, and nothing here changes a coding.
"""
