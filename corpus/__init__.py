"""What was said and by whom: the study file, readers, speakers, people, search, embeddings."""
