package org.eksrunbook.incident;

/** What becomes of a question that the other side cannot answer now, though it may later. */
public enum Unanswered {
    /** {@link FactsUnavailable}: the step is tried again, and left to people in the end. */
    FAILS,
    /** A person went on without it: what is missing is told, like anything that was refused. */
    IS_TOLD
}
