package org.eksrunbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.Phase;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.Severity;
import org.eksrunbook.incident.TrailSource;
import org.eksrunbook.incident.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseProgressesTest {

    @TempDir
    Path folder;

    private static CaseProgress of(SampleCase told) {
        Instant aware = Instant.parse("2024-08-02T08:40:00Z");
        Scope scope = new Scope(
                1,
                "111122223333",
                List.of(),
                "eu-central-1",
                aware,
                null,
                90,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                TrailSource.ARCHIVE,
                null);
        Incident incident = new Incident(
                SampleCase.ID,
                true,
                false,
                Phase.ERADICATE,
                Severity.P1,
                Verdict.MALICIOUS,
                aware,
                aware,
                null,
                scope,
                null,
                List.of(),
                List.of(),
                List.of());
        return new CaseProgresses(told.ledger, told.artefacts, told.clock).of(incident);
    }

    @Test
    void countsComeFromTheLedger() {
        CaseProgress progress = of(SampleCase.told(folder));

        assertThat(progress.filesFound()).isEqualTo(412);
        assertThat(progress.filesDone()).isEqualTo(412);
        assertThat(progress.round()).isEqualTo(2);
        assertThat(progress.findings()).isEqualTo(4);
        assertThat(progress.findingsByCategory()).containsEntry("identity", 1L);
        assertThat(progress.principals()).isEqualTo(2);
        assertThat(progress.clocks()).hasSize(9);
    }

    @Test
    void anotherRoundBeginsToReadAnew() {
        SampleCase told = new SampleCase(folder, "").opened().investigated();
        told.system("principals.derived", Map.of("round", 3, "principals", List.of()));
        told.system("trail.surveyed", Map.of("files", 500));
        told.system("trail.part", Map.of("files", 20));
        told.system("trail.part", Map.of("files", List.of("a", "b")));

        assertThat(of(told).filesFound()).isEqualTo(500);
        assertThat(of(told).filesDone()).isEqualTo(22);
        assertThat(of(told).round()).isEqualTo(3);
    }

    @Test
    void filesThatWereFoundOnceStayFoundAndWhatNeedNotBeReadAgainIsDone() {
        SampleCase told = new SampleCase(folder, "").opened().investigated();
        told.system("principals.derived", Map.of("round", 3, "principals", List.of()));
        told.system("trail.part", Map.of("files", 20));
        assertThat(of(told).filesFound()).isEqualTo(412);
        assertThat(of(told).filesDone()).isEqualTo(20);

        told.system("trail.coverage", Map.of());
        assertThat(of(told).filesDone()).isEqualTo(412);
    }

    @Test
    void aCaseWithoutALedgerHasNothing() {
        CaseProgress progress = of(new SampleCase(folder, ""));

        assertThat(progress.entries()).isZero();
        assertThat(progress.findings()).isZero();
        assertThat(progress.clocks()).hasSize(9);
    }
}
