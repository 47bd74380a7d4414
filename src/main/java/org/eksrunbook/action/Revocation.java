package org.eksrunbook.action;

/**
 * The inline policy {@code AWSRevokeOlderSessions} as the console writes it: denies everything to sessions issued before the moment in which
 * the command runs. The time is put in by the shell, so that no session slips in between planning and performing.
 */
final class Revocation {

    /** For {@code --policy-document}: single-quoted but for the time. */
    static final String DOCUMENT =
            "'{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":[\"*\"],"
                    + "\"Resource\":[\"*\"],\"Condition\":{\"DateLessThan\":{\"aws:TokenIssueTime\":\"'"
                    + "\"$(date -u +%Y-%m-%dT%H:%M:%SZ)\""
                    + "'\"}}}]}'";

    private Revocation() {}
}
