package org.eksrunbook.people;

import java.time.Instant;

/** An update before it has a place in the table. */
record UpdateDraft(int number, Instant writtenAt, String subject, String text, CaseState state) {}
