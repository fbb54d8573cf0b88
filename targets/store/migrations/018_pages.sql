-- Where the pages of a document's file begin; null for formats without pages, and for documents not read since.
ALTER TABLE documents ADD COLUMN pages INTEGER[];    -- for each page the place in the text of its first paragraph
