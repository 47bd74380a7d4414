package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eksrunbook.gameday.AttackEvent;
import org.eksrunbook.gameday.Gameday;
import org.eksrunbook.gameday.GamedayGenerator;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.TrailSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The bundled incident, from its folder of logs to principals and findings; the generator knows the truth. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GamedayInvestigationTest {

    private static final Instant COMPROMISED_AT = Instant.parse("2024-08-02T08:23:24Z");

    private final Set<String> truth = new HashSet<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Principal> principals = new ArrayList<>();
    private Bench bench = new Bench(Path.of("."), Path.of(System.getProperty("java.io.tmpdir"), "unused"), Map.of());
    private IncidentId id = new IncidentId("none");
    private List<AttackEvent> attack = List.of();

    @BeforeAll
    void investigate(@TempDir Path folder) throws Exception {
        bench.close();
        Gameday gameday = GamedayGenerator.generate(folder.resolve("gameday"), 7, COMPROMISED_AT);
        bench = new Bench(gameday.archive(), folder.resolve("data"), Map.of());
        id = bench.incident(gameday, TrailSource.ARCHIVE);
        bench.investigate(id);
        findings.addAll(bench.findings(id));
        principals.addAll(bench.get(Principals.class).all(id));
        attack = gameday.attack();
        attack.forEach(event -> truth.add(event.eventId()));
    }

    @AfterAll
    void close() {
        bench.close();
    }

    @Test
    void everyCallOfTheAttackIsFound() {
        Set<String> found = findings.stream().map(Finding::eventId).collect(Collectors.toSet());
        List<AttackEvent> missed = attack.stream()
                .filter(event -> !found.contains(event.eventId()))
                .toList();
        // What the classifier leaves out says nothing (a look at the version, a service handing out its own role, a key
        // used on behalf of another service).
        Set<String> steps = new LinkedHashSet<>();
        missed.forEach(event -> steps.add(event.step()));
        assertThat(steps)
                .as("steps not found")
                .isSubsetOf("anonymous-version", "miner-role-handed-out", "read-secret-key");
    }

    @Test
    void nobodyElsesCallIsAFinding() {
        List<Finding> others = findings.stream()
                .filter(finding -> !truth.contains(finding.eventId()))
                .toList();
        System.out.println("Game day: " + findings.size() + " findings, " + others.size() + " not of the attack");
        others.stream().limit(15).forEach(System.out::println);
        assertThat((double) others.size() / findings.size()).isLessThan(0.05);
    }

    @Test
    void whatTheStackMadeBelongsToIt() {
        Map<String, String> steps =
                attack.stream().collect(Collectors.toMap(AttackEvent::eventId, AttackEvent::step, (one, other) -> one));
        String stack = attack.stream()
                .filter(event -> event.step().equals("stack"))
                .map(AttackEvent::eventId)
                .findFirst()
                .orElseThrow();
        assertThat(findings)
                .filteredOn(finding -> !finding.madeBy().isEmpty())
                .allSatisfy(finding -> assertThat(finding.madeBy())
                        .singleElement()
                        .satisfies(maker -> {
                            assertThat(maker.id()).isEqualTo("perf-baseline");
                            assertThat(maker.event()).isEqualTo(stack);
                            assertThat(maker.region()).isEqualTo("eu-west-1");
                        }))
                .extracting(finding -> steps.get(finding.eventId()))
                .contains("stack-security-group", "stack-open-port", "stack-instance", "stack-function");
    }

    @Test
    void everyPrincipalOfTheAttackIsKnown() {
        principals.forEach(System.out::println);
        String known = principals.stream()
                .filter(principal -> principal.included() || principal.watched())
                .map(principal -> principal.id() + " " + principal.arn())
                .collect(Collectors.joining("\n"));
        assertThat(known)
                .contains("assumed-role/shop-orders/shop-orders-debug")
                .contains("user/svc-backup-agent")
                .contains("assumed-role/data-platform-admin/maintenance")
                .contains("assumed-role/data-exports/export-check")
                .contains("assumed-role/batch-worker/i-")
                .contains("assumed-role/report-mailer-role/perf-baseline-collector")
                .contains("role/partner-audit-read");
    }
}
