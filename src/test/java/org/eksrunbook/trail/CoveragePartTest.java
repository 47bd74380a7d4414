package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may see one account alone learns what its logs cover, and nothing of anybody else. */
class CoveragePartTest {

    private static final String OWN = "111122223333";
    private static final String OTHER = "444455556666";

    private final Coverage whole = new Coverage(
            "2026-05-04T08:00:00Z",
            "2026-08-02T08:00:00Z",
            "2026-08-02T12:00:00Z",
            20,
            19,
            300,
            false,
            List.of(trail(OWN, 100, Map.of("s3.amazonaws.com", 4L)), trail(OTHER, 200, Map.of())),
            List.of(new Coverage.UnreadableFile("AWSLogs/" + OTHER + "/x.json.gz", "broken")),
            List.of(new Coverage.PassedOver("AWS Config's", 3)),
            new Integrity(
                    "deviations", 1, 0, 1, 0, "", List.of(new Coverage.UnreadableFile(OTHER + ".json", "changed"))),
            List.of(
                    CoverageWriter.NO_AUDIT_LOG,
                    "12 calls of system:serviceaccount:pay:api are like those before the compromise and no findings.",
                    "Of account " + OTHER + " no event of CloudTrail was read: what happened there is not known."));

    private static Coverage.Trail trail(String account, long events, Map<String, Long> dataEvents) {
        return new Coverage.Trail(
                account,
                "eu-central-1",
                Finding.CLOUDTRAIL,
                events,
                "2026-07-23T08:00:00Z",
                "2026-08-02T11:50:00Z",
                8,
                List.of("2026-07-25", "2026-07-26"),
                dataEvents,
                List.of(),
                false);
    }

    @Test
    void onlyTheTrailsOfTheAccountAndWhatFollowsFromThemAreTold() {
        Coverage part = whole.of(Set.of(OWN));

        assertThat(part.trails()).extracting(Coverage.Trail::accountId).containsExactly(OWN);
        assertThat(part.events()).isEqualTo(100);
        assertThat(part.toString()).doesNotContain(OTHER).doesNotContain("serviceaccount");
        assertThat(part.statements())
                .containsExactly(
                        "Files or pieces of files could not be read, or not wholly; what is missing of them is not known.",
                        "Data events of S3 were recorded, at least in part; whether all reads of objects were is not known. Data events found: s3.amazonaws.com.",
                        "No EKS audit log was found: what was done inside the cluster is not known.",
                        "The baseline reaches back 10 of 90 days.",
                        "Between the first and the last event of account 111122223333 in eu-central-1, 2 days have no event at all: either nothing happened or logs are missing.",
                        "Some logs are not as CloudTrail delivered them: ask the responders which.",
                        "Further limits, which name others too, are told to responders: changes to logging, late logs, how far principals were followed.");
    }

    @Test
    void anAccountWithoutLogsIsToldToHaveNone() {
        assertThat(whole.of(Set.of("777788889999")).statements())
                .contains("Of account 777788889999 no event of CloudTrail was read: what happened there is not known.");
    }
}
