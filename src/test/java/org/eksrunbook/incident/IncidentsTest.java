package org.eksrunbook.incident;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.eksrunbook.asset.CaseContext;
import org.eksrunbook.asset.Databases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentsTest {

    @TempDir
    private Path folder = Path.of(".");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"f1\"}",
                "{\"Id\":\"f1\"}",
                "{\"detail\":{\"id\":\"f1\"}}",
                "{\"detail\":{\"Id\":\"f1\"}}"
            })
    void theFindingThatStartedAnIncidentIsKnownAgainInEachOfItsSpellings(String finding) throws Exception {
        try (CaseContext context = new CaseContext(Databases.h2(), folder)) {
            Incident like = context.open("like");
            context.get(Incidents.class)
                    .open(new Incident(
                            new IncidentId("gd-f1"),
                            true,
                            false,
                            like.phase(),
                            like.severity(),
                            like.verdict(),
                            like.awareAt(),
                            like.openedAt(),
                            null,
                            like.scope(),
                            new ObjectMapper().readTree(finding),
                            List.of(),
                            List.of(),
                            List.of()));
            assertThat(context.get(Incidents.class).startedBy("f1")).contains(new IncidentId("gd-f1"));
        }
    }
}
