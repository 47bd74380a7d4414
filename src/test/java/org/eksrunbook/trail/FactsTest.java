package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactsTest {

    @Test
    void theTablesAreCompact() throws IOException {
        long bytes = 0;
        for (String table : List.of(
                "actions", "more-actions", "taught", "types", "services", "parts", "identifiers", "arns", "attack")) {
            try (InputStream file = FactsTest.class.getResourceAsStream("/facts/" + table + ".csv")) {
                bytes += Objects.requireNonNull(file, table).readAllBytes().length;
            }
        }
        assertThat(bytes).isLessThan(600_000);
    }

    /** The table may say anything; what a responder expects is written down here, one call of each kind. */
    @ParameterizedTest
    @CsvSource({
        "sts, AssumeRole, identity",
        "eks-auth, AssumeRoleForPodIdentity, identity",
        "signin, ConsoleLogin, identity",
        "signin, PasswordUpdated, identity modified",
        "cognito-identity, GetCredentialsForIdentity, identity",
        "redshift, GetClusterCredentials, identity",
        "ecr, GetAuthorizationToken, identity",
        "eks, CreateAccessEntry, identity created",
        "eks, DeleteAccessEntry, identity deleted",
        "eks, AssociateAccessPolicy, identity modified",
        "ec2, AssociateIamInstanceProfile, identity modified",
        "ec2, CreateKeyPair, created identity",
        "ec2, DeleteKeyPair, deleted identity",
        "ec2, GetPasswordData, accessed",
        "ec2, CreateTags, modified",
        "ssm, SendCommand, modified",
        "ssm, GetParameter, accessed",
        "ecs, ExecuteCommand, modified",
        "secretsmanager, GetSecretValue, accessed",
        "kms, Decrypt, accessed",
        "kms, Encrypt, other",
        "kms, ScheduleKeyDeletion, deleted",
        "s3, GetObject, accessed",
        "s3, HeadObject, recon",
        "dynamodb, Scan, accessed",
        "rds, StartExportTask, accessed",
        "athena, StartQueryExecution, accessed",
        "logs, FilterLogEvents, accessed",
        "ebs, GetSnapshotBlock, accessed",
        "ecr, BatchGetImage, accessed",
        "ecr, BatchDeleteImage, deleted",
        "lambda, GetFunction, accessed",
        "lambda, Invoke, other",
        "codecommit, GetFile, accessed",
        "sqs, PurgeQueue, deleted",
        "bedrock, InvokeModel, other",
        "bedrock, Retrieve, accessed",
        "organizations, LeaveOrganization, modified",
        "organizations, CreateAccount, created",
        "iam, GetAccountAuthorizationDetails, recon",
        "sts, GetCallerIdentity, recon",
        "sns, Publish, other",
        "sns, Subscribe, created",
        "ses, SendEmail, other",
        "servicequotas, RequestServiceQuotaIncrease, modified",
        "route53domains, RetrieveDomainAuthCode, accessed identity"
    })
    void aTaughtCallIsJudgedAsAResponderExpects(String service, String action, String classes) {
        assertThat(Events.judged(service, action, ",'sourceIPAddress':'198.51.100.7'")
                        .categories())
                .extracting(Category::word)
                .containsExactly(classes.split(" "));
        assertThat(ActionTable.load().taught(CallName.of(service + ".amazonaws.com", action)))
                .as("it is taught")
                .isNotNull();
    }

    /** A class that is taught is the one that is given: no rule stands before it. */
    @Test
    void nothingIsTaughtInVain() {
        FactsFile.rows("taught.csv").forEach(row -> {
            for (String action : row.get("actions").split(" ")) {
                assertThat(Events.judged(row.get("service"), action, ",'sourceIPAddress':'198.51.100.7'")
                                .why())
                        .as("%s:%s", row.get("service"), action)
                        .endsWith(row.get("because"));
            }
        });
    }

    @Test
    void aWholeIsNoPartItself() {
        var types = ResourceTypes.load();
        FactsFile.rows("parts.csv")
                .forEach(row -> assertThat(types.part(row.get("whole")))
                        .as(row.get("whole"))
                        .isNull());
    }

    @Test
    void forgettingIsRepeatable() {
        CallName call = CallName.of("iam.amazonaws.com", "CreateUser");
        assertThat(ActionTable.load().forgetting(1, 7).fact(call)).isNull();
        assertThat(ActionTable.load().forgetting(0, 7).fact(call)).isNotNull();
    }
}
