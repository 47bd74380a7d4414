package org.eksrunbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelineTest {

    @TempDir
    Path folder;

    private static List<Moment> moments(SampleCase told) {
        List<Moment> moments = new ArrayList<>();
        new Timeline(told.ledger, told.artefacts).forEach(SampleCase.ID, moments::add);
        return moments;
    }

    @Test
    void eventsDecisionsAndActionsStandInTheOrderOfTime() {
        List<Moment> moments = moments(SampleCase.told(folder));

        assertThat(moments).extracting(Moment::at).isSorted();
        assertThat(moments).extracting(Moment::what).contains("event", "decision", "action", "notice", "step");
        assertThat(moments.get(0).kind()).isEqualTo("CreateUser");
        assertThat(moments.get(0).cite()).isEqualTo("e-1");
        assertThat(moments.get(3).text()).isEqualTo("recon: ListBuckets backdoor (denied or failed)");
        assertThat(moments.get(4).kind()).isEqualTo("incident.opened");
        assertThat(moments)
                .hasSize(4
                        + (int) new CaseLedger(
                                        SampleCase.told(folder).ledger.entries(SampleCase.ID),
                                        SampleCase.told(folder).artefacts)
                                .head()
                                .count());
    }

    @Test
    void whatIsNewForItsPrincipalStandsBesideTheCall() {
        SampleCase told = new SampleCase(folder, "").opened();
        String lines = """
                {"eventId":"a","eventTime":"2024-08-01T08:31:00Z","eventName":"A","category":"deleted","effective":true,"comparedWith":"arn","unseen":["region","userAgent"]}
                {"eventId":"b","eventTime":"2024-08-01T08:32:00Z","eventName":"B","category":"deleted","effective":true,"comparedWith":"arn","unseen":[]}
                {"eventId":"c","eventTime":"2024-08-01T08:33:00Z","eventName":"C","category":"deleted","effective":true,"comparedWith":null,"unseen":[]}""";
        String artefact = told.artefacts
                .put("application/x-ndjson", out -> out.write(lines.getBytes(StandardCharsets.UTF_8)))
                .sha256();
        told.system("findings.classified", Map.of("round", 1, "artefact", artefact));

        assertThat(moments(told).subList(0, 3))
                .extracting(Moment::text)
                .containsExactly(
                        "deleted: A; new for its principal: region, user agent",
                        "deleted: B; nothing new",
                        "deleted: C; nothing known of before");
    }

    @Test
    void findingsInAnyOrderAndWithoutATimeAreSorted() {
        SampleCase told = new SampleCase(folder, "").opened();
        String lines = """
                {"eventId":"b","eventTime":"2024-08-02T08:31:00Z","eventName":"B","effective":true}

                {"eventId":"c","eventTime":"2024-08-03T08:31:00Z","eventName":"C","effective":true}
                {"eventId":"a","eventTime":"2024-08-01T08:31:00Z","eventName":"ü","effective":true}
                {"eventId":"x","eventTime":"yesterday","eventName":"X","effective":true}""";
        String artefact = told.artefacts
                .put("application/x-ndjson", out -> out.write(lines.getBytes(StandardCharsets.UTF_8)))
                .sha256();
        told.system("findings.classified", Map.of("round", 1, "artefact", artefact));

        List<Moment> moments = moments(told);

        assertThat(moments)
                .extracting(Moment::kind)
                .containsExactly("X", "ü", "B", "incident.opened", "incident.phase", "findings.classified", "C");
        assertThat(moments.get(0).at()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void withoutFindingsTheLedgerAloneIsTold() {
        assertThat(moments(new SampleCase(folder, "").opened())).hasSize(2);
    }

    @Test
    void hostileWordsAreOneVisibleLine() {
        assertThat(moments(new SampleCase(folder, Hostile.ALL).all()))
                .allSatisfy(moment -> assertThat(moment.text()).doesNotContain("\n", "\u001B", "\u202E"));
    }
}
