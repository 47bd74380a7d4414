package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import javax.sql.DataSource;
import org.eksrunbook.asset.Databases;
import org.eksrunbook.evidence.MemoryDatabases;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Findings that an earlier version wrote stand where they would if they were written now. */
class StandingOfEarlierFindingsTest {

    private static final String EARLIER = "110";
    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void theMigrationPutsThemWhereTheyWouldStandNow(String database) throws JsonProcessingException {
        DataSource source = database.equals("h2") ? h2() : Databases.postgres();
        migrate(source, EARLIER);
        JdbcClient jdbc = JdbcClient.create(source);
        List<Finding> findings = List.of(
                earlier("1", Events.judged("iam", "CreateUser", "")),
                earlier("2", Events.judged("s3", "DeleteBucket", ",'errorCode':'AccessDenied'")),
                earlier("3", Events.judged("s3", "PutBucketPolicy", "")),
                earlier("4", Events.judged("s3", "CreateBucket", "")),
                earlier("5", Events.judged("secretsmanager", "GetSecretValue", "")),
                earlier("6", Events.judged("bedrock", "InvokeModel", "")),
                earlier("7", Events.judged("s3", "ListBuckets", "")),
                earlier("8", Events.judged("ec2", "CreateKeyPair", ",'userAgent':'\\\"category\\\":\\\"deleted\\\"'")));
        for (Finding finding : findings) {
            insert(jdbc, finding);
        }
        migrate(source, "111");
        assertThat(findings.subList(0, 7)).extracting(Finding::category).containsExactly(Category.values());
        // The class that counts is not always the gravest of those that apply.
        assertThat(findings.get(7).categories()).containsExactly(Category.CREATED, Category.IDENTITY);
        for (Finding finding : findings) {
            List<Integer> standings = jdbc.sql("select standing from trail_finding where event_id = ?"
                            + " union all select standing from trail_finding_category where event_id = ?")
                    .params(finding.eventId(), finding.eventId())
                    .query(Integer.class)
                    .list();
            assertThat(standings)
                    .as(finding.eventName())
                    .hasSize(1 + finding.categories().size())
                    .containsOnly(Standing.of(finding));
        }
    }

    private Finding earlier(String id, Finding finding) throws JsonProcessingException {
        ObjectNode old = json.valueToTree(finding.with(id, finding.why()));
        old.remove(List.of("comparedWith", "unseen", "sensitivity", "bytesOut", "bytesDoubted", "madeBy"));
        return json.treeToValue(old, Finding.class);
    }

    private static DataSource h2() {
        return MemoryDatabases.open();
    }

    private static void migrate(DataSource source, String version) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }

    private void insert(JdbcClient jdbc, Finding finding) throws JsonProcessingException {
        jdbc.sql("insert into trail_finding (incident_key, source, event_id, event_time, principal, principal_start,"
                        + " effective, document) values ('i', ?, ?, ?, 'p', 'p', ?, ?)")
                .params(
                        finding.source(),
                        finding.eventId(),
                        finding.eventTime(),
                        finding.effective(),
                        json.writeValueAsString(finding))
                .update();
        for (Category category : finding.categories()) {
            jdbc.sql("insert into trail_finding_category (incident_key, source, event_id, category, event_time)"
                            + " values ('i', ?, ?, ?, ?)")
                    .params(finding.source(), finding.eventId(), category.word(), finding.eventTime())
                    .update();
        }
    }
}
