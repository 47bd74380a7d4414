package org.eksrunbook.aws;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Athena does in Glue and S3 with the permissions of whoever asks it (Athena user guide, «Identity-based policies»): the server makes none of
 * these calls, and still its role needs them. {@code docs/permissions.md} is made of this list too.
 */
enum AthenaRight {
    DATABASE("glue:GetDatabase", "finds the database"),
    CREATE_DATABASE("glue:CreateDatabase", "makes the database, where it does not exist"),
    TABLE("glue:GetTable", "finds the tables"),
    PARTITIONS("glue:GetPartitions", "finds the partitions of a table without projection"),
    CREATE_TABLE("glue:CreateTable", "makes CloudTrail's table, where it does not exist, and an incident's own"),
    DELETE_TABLE("glue:DeleteTable", "removes the tables of an incident that is over"),
    BUCKET("s3:GetBucketLocation", "looks where the trail's bucket and the output lie"),
    LIST("s3:ListBucket", "lists the files of a query"),
    READ("s3:GetObject", "reads the logs and what was extracted"),
    WRITE("s3:PutObject", "writes results and what is extracted"),
    ABORT("s3:AbortMultipartUpload", "gives up writing what was stopped");

    private final String action;
    private final String purpose;

    AthenaRight(String action, String purpose) {
        this.action = action;
        this.purpose = purpose;
    }

    /** The permission, as IAM names it. */
    String action() {
        return action;
    }

    String purpose() {
        return purpose;
    }

    /** The permission that a refusal of Athena's names. */
    static Optional<String> namedIn(String refusal) {
        String text = refusal.toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .map(AthenaRight::action)
                .filter(action -> text.matches("(?s).*\\b" + action.toLowerCase(Locale.ROOT) + "\\b.*"))
                .findFirst();
    }
}
