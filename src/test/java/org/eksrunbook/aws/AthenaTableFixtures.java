package org.eksrunbook.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.athena.model.Column;
import software.amazon.awssdk.services.athena.model.TableMetadata;

/** Tables of CloudTrail's logs as Athena describes them. */
final class AthenaTableFixtures {

    static final String CLOUDTRAIL = "com.amazon.emr.cloudtrail.CloudTrailInputFormat";

    private AthenaTableFixtures() {}

    static AthenaTable organisation() {
        return AthenaTable.of(
                "db.cloudtrail",
                metadata(
                        "struct<type:string,principalid:string,arn:string,accesskeyid:string,sessioncontext:struct<attributes:struct<mfaauthenticated:string,creationdate:string>,sessionissuer:struct<type:string,principalid:string,arn:string,accountid:string,username:string>>>",
                        List.of("account", "region", "timestamp"),
                        Map.of("inputformat", CLOUDTRAIL, "location", "s3://bucket/AWSLogs/")));
    }

    static AthenaTable singleAccount() {
        return AthenaTable.of(
                "db.cloudtrail",
                metadata(
                        "struct<principalid:string,arn:string,accesskeyid:string,sessioncontext:struct<sessionissuer:struct<arn:string>>>",
                        List.of("day"),
                        Map.of(
                                "inputformat",
                                CLOUDTRAIL,
                                "location",
                                "s3://bucket/AWSLogs/111122223333/CloudTrail/eu-central-1",
                                "projection.day.format",
                                "yyyy-MM-dd")));
    }

    static TableMetadata metadata(String identity, List<String> keys, Map<String, String> parameters) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.builder().name("useridentity").type(identity).build());
        for (String name : List.of(
                "eventtime",
                "eventsource",
                "eventname",
                "awsregion",
                "errorcode",
                "requestparameters",
                "responseelements",
                "eventid",
                "recipientaccountid",
                "eventcategory")) {
            columns.add(Column.builder().name(name).type("string").build());
        }
        return TableMetadata.builder()
                .name("cloudtrail")
                .columns(columns)
                .partitionKeys(keys.stream()
                        .map(key -> Column.builder().name(key).type("string").build())
                        .toList())
                .parameters(parameters)
                .build();
    }
}
