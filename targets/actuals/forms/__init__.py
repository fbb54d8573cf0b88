"""Workbooks as departments send them: grid -> tables -> roles of columns and rows -> figures with their places."""
