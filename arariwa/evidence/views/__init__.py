"""Pages of evidence: lists, the steps of an intervention, records, items, hand-overs, papers."""
