package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.apache.ApacheHttpClient;

/** A policy whose ARNs are of another partition grants nothing: what is printed is of the partition that the server is in. */
class LeastPrivilegeTest {

    private static final String REGION = "aws.region";

    private final @Nullable String before = System.getProperty(REGION);

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(REGION);
        } else {
            System.setProperty(REGION, before);
        }
    }

    @Test
    void policiesNameThingsOfTheirOwnPartition() {
        for (String policy : new String[] {
            LeastPrivilege.ofServer("aws-us-gov"),
            LeastPrivilege.trust("aws-us-gov"),
            LeastPrivilege.ofReadingRole("aws-us-gov")
        }) {
            assertThat(policy).doesNotContain("arn:aws:", "arn:PARTITION:");
        }
        assertThat(LeastPrivilege.ofServer("aws-us-gov")).contains("arn:aws-us-gov:s3:::ARCHIVE-BUCKET");
        assertThat(LeastPrivilege.trust("aws-cn")).contains("arn:aws-cn:iam::SERVER-ACCOUNT:role/SERVER-ROLE");
        assertThat(LeastPrivilege.ofServer("aws")).contains("arn:aws:iam::*:role/READING-ROLE");
    }

    @Test
    void aServerInChinaOrGovCloudPrintsThemForItself() {
        assertThat(printed("us-gov-west-1")).contains("\"arn:aws-us-gov:").doesNotContain("\"arn:aws:");
        assertThat(printed("cn-north-1")).contains("\"arn:aws-cn:").doesNotContain("\"arn:aws:");
        assertThat(printed("eu-central-1")).contains("\"arn:aws:");
    }

    private static String printed(String region) {
        System.setProperty(REGION, region);
        ClientSetup setup = new ClientSetup(
                new AwsSettings(null, null, "calls", Duration.ofSeconds(1), Duration.ofSeconds(2)),
                ApacheHttpClient.create());
        return String.join("\n", new AwsPermissions(setup).policies().values());
    }
}
