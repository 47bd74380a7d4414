package org.eksrunbook.aws;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** IAM policies made from the list of calls: what they grant is what the code calls. Names in capitals are the reader's to replace. */
final class LeastPrivilege {

    /** Who may take the reading role. */
    static final String TRUST = """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Effect": "Allow",
                  "Principal": {"AWS": "arn:aws:iam::SERVER-ACCOUNT:role/SERVER-ROLE"},
                  "Action": "sts:AssumeRole",
                  "Condition": {"StringEquals": {"sts:ExternalId": "EXTERNAL-ID"}}
                }
              ]
            }
            """;

    private static final List<String> GLUE = List.of(
            "arn:aws:glue:*:SERVER-ACCOUNT:catalog",
            "arn:aws:glue:*:SERVER-ACCOUNT:database/DATABASE",
            "arn:aws:glue:*:SERVER-ACCOUNT:table/DATABASE/*");

    private static final Map<String, List<String>> RESOURCES = Map.of(
            "s3:ListBucket",
            List.of(
                    "arn:aws:s3:::ARCHIVE-BUCKET",
                    "arn:aws:s3:::ARTEFACT-BUCKET",
                    "arn:aws:s3:::TRAIL-BUCKET",
                    "arn:aws:s3:::OUTPUT-BUCKET"),
            "s3:GetObject",
            List.of(
                    "arn:aws:s3:::ARCHIVE-BUCKET/PREFIX/*",
                    "arn:aws:s3:::ARTEFACT-BUCKET/PREFIX/*",
                    "arn:aws:s3:::TRAIL-BUCKET/AWSLogs/*",
                    "arn:aws:s3:::OUTPUT-BUCKET/PREFIX/*"),
            "s3:PutObject",
            List.of("arn:aws:s3:::ARTEFACT-BUCKET/PREFIX/*", "arn:aws:s3:::OUTPUT-BUCKET/PREFIX/*"),
            "s3:DeleteObject",
            List.of("arn:aws:s3:::OUTPUT-BUCKET/PREFIX/*"),
            "s3:AbortMultipartUpload",
            List.of("arn:aws:s3:::OUTPUT-BUCKET/PREFIX/*"),
            "s3:GetBucketLocation",
            List.of("arn:aws:s3:::TRAIL-BUCKET", "arn:aws:s3:::OUTPUT-BUCKET"),
            "sts:AssumeRole",
            List.of("arn:aws:iam::*:role/READING-ROLE"));

    private LeastPrivilege() {}

    static String ofServer() {
        Stream<String> made =
                Stream.of(AwsCall.values()).filter(AwsCall::byServer).map(AwsCall::action);
        Stream<String> through = Stream.of(AthenaRight.values()).map(AthenaRight::action);
        return policy(Stream.concat(made, through));
    }

    static String ofReadingRole() {
        return policy(Stream.of(AwsCall.values()).filter(AwsCall::byReadingRole).map(AwsCall::action));
    }

    private static List<String> resources(String action) {
        if (action.startsWith("glue:")) {
            return GLUE;
        }
        if (action.equals("athena:GetTableMetadata")) {
            return List.of("arn:aws:athena:*:SERVER-ACCOUNT:datacatalog/AwsDataCatalog");
        }
        return action.startsWith("athena:")
                ? List.of("arn:aws:athena:*:SERVER-ACCOUNT:workgroup/WORKGROUP")
                : RESOURCES.getOrDefault(action, List.of("*"));
    }

    /** One statement for each set of resources. */
    private static String policy(Stream<String> actions) {
        Map<String, Set<String>> byResource = new TreeMap<>();
        for (String action : actions.collect(Collectors.toCollection(TreeSet::new))) {
            String resources = resources(action).stream()
                    .map(resource -> '"' + resource + '"')
                    .collect(Collectors.joining(", "));
            byResource.computeIfAbsent(resources, first -> new TreeSet<>()).add('"' + action + '"');
        }
        return byResource.entrySet().stream()
                .map(statement -> "    {\n      \"Effect\": \"Allow\",\n      \"Action\": ["
                        + String.join(", ", statement.getValue()) + "],\n      \"Resource\": [" + statement.getKey()
                        + "]\n    }")
                .collect(Collectors.joining(
                        ",\n", "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n", "\n  ]\n}\n"));
    }
}
