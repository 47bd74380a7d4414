package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.gameday.Gameday;
import org.eksrunbook.gameday.GamedayGenerator;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.TrailSource;
import org.eksrunbook.trail.Bench;
import org.eksrunbook.trail.Finding;
import org.eksrunbook.trail.Principals;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole game day with its ninety days through Athena: the same as from the files. */
@Tag("full")
class AthenaTrailTest {

    @Test
    void findingsPrincipalsAndCoverageAreThoseOfTheFiles(@TempDir Path folder) throws IOException {
        Gameday gameday =
                GamedayGenerator.generate(folder.resolve("gameday"), 7, Instant.parse("2024-08-02T08:23:24Z"));
        try (AthenaStage stage = new AthenaStage(gameday, folder, Map.of())) {
            IncidentId read = stage.bench.incident(gameday, TrailSource.ARCHIVE);
            stage.bench.investigate(read);
            IncidentId asked = stage.bench.incident(gameday, TrailSource.ATHENA);
            stage.supplyAuditLog(asked);
            stage.bench.investigate(asked);

            assertThat(stage.athena.broken()).isEmpty();
            List<Finding> findings = stage.bench.findings(asked);
            assertThat(findings).hasSizeGreaterThan(100);
            assertThat(findings).containsExactlyInAnyOrderElementsOf(stage.bench.findings(read));
            assertThat(names(stage.bench, asked)).isEqualTo(names(stage.bench, read));
            assertThat(stage.bench.coverage(asked).trails())
                    .containsExactlyElementsOf(stage.bench.coverage(read).trails());
            // Digests are checked where files are read.
            assertThat(stage.bench.coverage(asked).statements())
                    .containsAll(stage.bench.coverage(read).statements().stream()
                            .filter(statement -> !statement.startsWith("CloudTrail's integrity"))
                            .toList());
            assertThat(stage.bench.get(Ledger.class).entries(asked, "trail.brought").stream()
                            .flatMap(entry -> entry.body().findValuesAsText("query").stream()))
                    .as("each query is paid for once")
                    .hasSizeGreaterThan(6)
                    .doesNotHaveDuplicates();
            assertThat(stage.athena.texts().stream().filter(text -> text.contains("CREATE TABLE x_")))
                    .as("no day of an account is read twice")
                    .hasSizeLessThanOrEqualTo(2);
        }
    }

    private static Set<String> names(Bench bench, IncidentId id) {
        return bench.get(Principals.class).all(id).stream()
                .map(principal -> principal.type() + " " + principal.id() + " " + principal.included() + " "
                        + principal.watched())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
