package org.eksrunbook.awsdouble;

/** What can go wrong between a client and AWS. */
public enum AwsFault {
    THROTTLED,
    SERVER_FAULT,
    EXPIRED_CREDENTIALS,
    DENIED,
    /** What was asked is not taken. */
    REJECTED,
    /** The connection ends before an answer. */
    RESET,
    /** The answer breaks off in the middle. */
    HALF_ANSWER,
    /** No answer comes, and the connection stays. */
    HANG,
    /** The service did what it was asked, and the answer is lost. */
    LOST_ANSWER,
    /** A page without items, with a token to go on. */
    EMPTY_PAGE,
    /** A page that is followed by itself. */
    SAME_TOKEN
}
