"""The documents that the regimes ask for: dispatch sheet, bulletin, notices, summary, timetable and yearly balance."""
