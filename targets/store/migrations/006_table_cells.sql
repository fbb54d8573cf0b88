-- Where in the tables of its document a number stands (null in prose); the quote is then the row with its heads.
ALTER TABLE mentions ADD COLUMN cell STRUCT(
    "table" INTEGER, "row" INTEGER, "column" INTEGER, row_head VARCHAR, column_head VARCHAR
);
