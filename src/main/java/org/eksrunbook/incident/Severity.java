package org.eksrunbook.incident;

/** How severe an incident is; decides the rhythm of updates to stakeholders. */
public enum Severity {
    P1,
    P2,
    P3,
    P4
}
