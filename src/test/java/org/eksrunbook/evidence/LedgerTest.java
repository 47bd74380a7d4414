package org.eksrunbook.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eksrunbook.incident.IncidentId;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final IncidentId ID = new IncidentId("GD-1");
    private final Ledger ledger = TestLedger.on(
            TestLedger.database(), Clock.fixed(Instant.parse("2024-08-02T09:00:00.123456Z"), ZoneOffset.UTC));

    private List<String> manifest(IncidentId id) {
        List<String> lines = new ArrayList<>();
        ledger.forEachLine(id, lines::add);
        return lines;
    }

    @Test
    void anEntryEndsInTheHashOfTheBytesBefore() {
        Entry entry = ledger.append(ID, "incident.opened", Actor.user("mia"), Map.of("severity", "P1"));

        assertThat(entry.line())
                .startsWith(
                        "{\"seq\":1,\"at\":\"2024-08-02T09:00:00.123Z\",\"incident\":\"GD-1\",\"kind\":\"incident.opened\","
                                + "\"actor\":\"user:mia\",\"body\":{\"severity\":\"P1\"},\"previous\":\""
                                + "0".repeat(64) + "\"")
                .endsWith(",\"hash\":\"" + entry.hash() + "\"}");
        assertThat(Line.isSealed(entry.line().getBytes(UTF_8))).isTrue();
        assertThat(manifest(ID)).containsExactly(entry.line());
    }

    @Test
    void eachEntryFollowsTheOneBeforeWithoutAGap() {
        for (int i = 0; i < 5; i++) {
            ledger.append(ID, "step", Actor.SYSTEM, Map.of("i", i));
        }

        List<Entry> entries = ledger.entries(ID);
        for (int i = 1; i < entries.size(); i++) {
            assertThat(entries.get(i).seq()).isEqualTo(i + 1);
            assertThat(entries.get(i).previous()).isEqualTo(entries.get(i - 1).hash());
        }
        assertThat(ledger.head(ID)).isEqualTo(new Head(5, entries.get(4).hash()));
    }

    @Test
    void aStepHasOneEntry() {
        Entry first = ledger.appendOnce(ID, "classify:1", "findings.classified", Actor.SYSTEM, Map.of("count", 1));
        Entry again = ledger.appendOnce(ID, "classify:1", "findings.classified", Actor.SYSTEM, Map.of("count", 2));

        assertThat(again).isEqualTo(first);
        assertThat(ledger.head(ID).count()).isEqualTo(1);
        assertThat(ledger.ofStep(ID, "classify:1")).contains(first);
        assertThat(ledger.ofStep(ID, "classify:2")).isEmpty();
    }

    @Test
    void theSameStepOfAnotherIncidentIsAnotherStep() {
        ledger.appendOnce(ID, "classify:1", "k", Actor.SYSTEM, Map.of());
        ledger.appendOnce(new IncidentId("GD-2"), "classify:1", "k", Actor.SYSTEM, Map.of());

        assertThat(ledger.head(new IncidentId("gd-2")).count()).isEqualTo(1);
    }

    @Test
    void idsThatDifferInCaseShareOneChain() {
        ledger.append(ID, "k", Actor.SYSTEM, Map.of());
        ledger.append(new IncidentId("gd-1"), "k", Actor.SYSTEM, Map.of());

        assertThat(ledger.head(ID).count()).isEqualTo(2);
    }

    @Test
    void entriesAreFoundByKindAndTheNewestFirstWhereOneIsAsked() {
        ledger.append(ID, "a", Actor.SYSTEM, Map.of("i", 1));
        ledger.append(ID, "b", Actor.SYSTEM, Map.of("i", 2));
        ledger.append(ID, "a", Actor.SYSTEM, Map.of("i", 3));

        assertThat(ledger.entries(ID, "a")).extracting(Entry::seq).containsExactly(1L, 3L);
        assertThat(ledger.last(ID, "a").orElseThrow().body().path("i").asInt()).isEqualTo(3);
        assertThat(ledger.last(ID, "c")).isEmpty();
    }

    @Test
    void nothingIsAnEmptyChain() {
        assertThat(ledger.head(ID)).isEqualTo(new Head(0, "0".repeat(64)));
        assertThat(manifest(ID)).isEmpty();
    }

    @Test
    void anyTextStaysOnItsLine() {
        String hostile =
                "\n\",\"hash\":\"" + "0".repeat(64) + "\"}\n{\"seq\":2 \u0000\u2028\u0085 中 \uD83D\uDE00 \uD800 é";

        Entry entry = ledger.append(ID, "k", Actor.user(hostile), Map.of("text", hostile));

        assertThat(entry.line()).doesNotContain("\n", "\r");
        assertThat(Line.isSealed(entry.line().getBytes(UTF_8))).isTrue();
        assertThat(ledger.entries(ID).get(0).line()).isEqualTo(entry.line());
    }
}
