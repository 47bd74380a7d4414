package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.TrailSource;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Which credentials an account is read with, and which are refused. STS is a double on the wire; the server's own credentials are those of the chain. */
@NullUnmarked // hands over and looks up what may be missing
class ReadingRolesTest {

    private static final String ACCOUNT = "111122223333";
    private static final Region REGION = Region.EU_CENTRAL_1;

    private final ScriptedSts sts = new ScriptedSts();
    private final SdkHttpClient connections = ApacheHttpClient.create();

    @BeforeEach
    void chain() {
        System.setProperty("aws.accessKeyId", "AKIASERVER");
        System.setProperty("aws.secretAccessKey", "secret");
        System.setProperty("aws.region", "eu-central-1");
        System.setProperty("aws.endpointUrl", sts.endpoint().toString());
        sts.knows("AKIASERVER", "arn:aws:sts::999999999999:assumed-role/server/i-1");
    }

    @AfterEach
    void close() {
        List.of("aws.accessKeyId", "aws.secretAccessKey", "aws.region", "aws.endpointUrl")
                .forEach(System::clearProperty);
        sts.close();
        connections.close();
    }

    @Test
    void anAccountOfTheScopeIsReadThroughItsRoleWithExternalIdAndSessionPolicy() {
        try (ReadingRoles roles = roles("incident-reader", "the-id")) {
            assertThat(roles.of(scope(ACCOUNT), ACCOUNT, REGION)
                            .resolveCredentials()
                            .accessKeyId())
                    .startsWith("ASIA");
        }
        assertThat(sts.requests("AssumeRole")).hasSize(1);
        Map<String, String> request = sts.requests("AssumeRole").get(0);
        assertThat(request)
                .containsEntry("RoleArn", "arn:aws:iam::111122223333:role/incident-reader")
                .containsEntry("ExternalId", "the-id");
        assertThat(request.get("Policy")).contains("sts:GetCallerIdentity").doesNotContain("sts:AssumeRole");
    }

    @Test
    void anAccountOutsideTheScopeIsRefusedBeforeAnythingIsAsked() {
        try (ReadingRoles roles = roles("incident-reader", null)) {
            assertThatThrownBy(() -> roles.of(scope("444455556666"), ACCOUNT, REGION))
                    .isInstanceOf(WrongAccount.class)
                    .hasMessageContaining("not in the scope");
        }
        assertThat(sts.requests("AssumeRole")).isEmpty();
    }

    @Test
    void credentialsOfAnotherAccountAreRefused() {
        sts.knows("ASIA1000", "arn:aws:sts::444455556666:assumed-role/incident-reader/session");
        try (ReadingRoles roles = roles("incident-reader", null)) {
            assertThatThrownBy(() -> roles.of(scope(ACCOUNT), ACCOUNT, REGION))
                    .isInstanceOf(WrongAccount.class)
                    .hasMessageContaining("444455556666");
        }
    }

    @Test
    void withoutARoleOnlyTheServersOwnAccountIsRead() {
        try (ReadingRoles roles = roles(null, null)) {
            assertThatThrownBy(() -> roles.of(scope(ACCOUNT), ACCOUNT, REGION))
                    .isInstanceOf(WrongAccount.class)
                    .hasMessageContaining("runbook.aws.reading-role");
            assertThat(roles.of(scope("999999999999"), "999999999999", REGION)
                            .resolveCredentials()
                            .accessKeyId())
                    .isEqualTo("AKIASERVER");
        }
    }

    @Test
    void partitionsAreKeptApart() {
        try (ReadingRoles roles = roles("arn:aws:iam::{account}:role/reader", null)) {
            assertThatThrownBy(() -> roles.of(scope(ACCOUNT), ACCOUNT, Region.US_GOV_WEST_1))
                    .isInstanceOf(WrongAccount.class)
                    .hasMessageContaining("partition");
        }
        assertThat(RoleArn.of("reader", ACCOUNT, Region.US_GOV_WEST_1))
                .hasToString("arn:aws-us-gov:iam::111122223333:role/reader");
        assertThat(RoleArn.of("reader", ACCOUNT, Region.of("cn-north-1")).partition())
                .isEqualTo("aws-cn");
    }

    @Test
    void aCallThatIsNotListedDoesNotLeave() {
        try (IamClient iam = setup(null, null).of(IamClient.builder()).build()) {
            assertThatThrownBy(() -> iam.createAccessKey(key -> key.userName("x")))
                    .hasMessageContaining("is no call that this server makes");
        }
    }

    @Test
    void theSessionPolicyFitsIntoAssumeRole() {
        assertThat(SessionPolicy.of("calls").orElseThrow()).hasSizeLessThan(2048);
        assertThat(SessionPolicy.of("none")).isEmpty();
    }

    private ReadingRoles roles(String role, String externalId) {
        ClientSetup setup = setup(role, externalId);
        return new ReadingRoles(
                settings(role, externalId), setup.of(StsClient.builder()).build(), setup, Clock.systemUTC());
    }

    private ClientSetup setup(String role, String externalId) {
        return new ClientSetup(settings(role, externalId), connections);
    }

    private static AwsSettings settings(String role, String externalId) {
        return new AwsSettings(role, externalId, "calls", Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    private static Scope scope(String account) {
        return new Scope(
                1,
                account,
                List.of(),
                "eu-central-1",
                Instant.EPOCH,
                null,
                1,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of("x"),
                TrailSource.ARCHIVE,
                null);
    }
}
