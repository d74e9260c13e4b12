"""Forms of evidence: the steps of an intervention, people, things, custody."""
