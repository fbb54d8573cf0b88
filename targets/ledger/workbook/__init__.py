"""The ledger (台账) as a workbook: written, read back, compared with what is stored, and applied."""
