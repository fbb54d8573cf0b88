"""Indicators that a document orders to be followed without giving a number (每周调度各地累计兑现金额)."""
