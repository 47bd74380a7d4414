package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.eksrunbook.incident.IncidentId;
import org.junit.jupiter.api.Test;

class BaselineTest {

    private static final Window WINDOW = new Window(
            Instant.parse("2024-05-04T08:00:00Z"),
            Instant.parse("2024-08-02T08:00:00Z"),
            Instant.parse("2024-08-03T00:00:00Z"));
    private static final List<Sighting> EVENTS = List.of(
            call("GetObject", ",'requestParameters':{'bucketName':'a','key':'1'},'sourceIPAddress':'198.51.100.7'"),
            call("GetObject", ",'requestParameters':{'bucketName':'a','key':'2'},'sourceIPAddress':'198.51.100.7'"),
            call("GetObject", ",'requestParameters':{'bucketName':'a','key':'3'},'sourceIPAddress':'198.51.100.8'"),
            call("AssumeRole", ",'responseElements':{'credentials':{'accessKeyId':'ASIAONE'}}"),
            call("AssumeRole", ",'responseElements':{'credentials':{'accessKeyId':'ASIATWO'}}"),
            call(
                    "AssumeRole",
                    ",'userIdentity':{'type':'AWSService','invokedBy':'ec2.amazonaws.com'},"
                            + "'responseElements':{'credentials':{'accessKeyId':'ASIANODE'}}"));

    private final List<Set<String>> read = new ArrayList<>();

    @Test
    void whatIsDoneAgainAndAgainIsHeldOnce() {
        Baseline baseline = new Baseline();
        baseline.add(Set.of("part"), each -> EVENTS.forEach(each));
        List<Baseline.Doing> doings = doings(baseline);
        assertThat(doings.stream().filter(doing -> doing.behaviour().contains("GetObject")))
                .extracting(Baseline.Doing::address)
                .containsExactlyInAnyOrder("198.51.100.7", "198.51.100.8");
    }

    @Test
    void keysHandedOutToServicesTellNothing() {
        Baseline baseline = new Baseline();
        baseline.add(Set.of("part"), each -> EVENTS.forEach(each));
        assertThat(doings(baseline).stream().map(Baseline.Doing::issuedKey).filter(key -> key != null))
                .containsExactlyInAnyOrder("ASIAONE", "ASIATWO");
    }

    @Test
    void whatDoesNotFitIntoMemoryIsReadAgainAndTellsTheSame() {
        Baseline whole = new Baseline();
        Baseline small = new Baseline(1);
        for (Baseline baseline : List.of(whole, small)) {
            baseline.add(Set.of("part"), each -> EVENTS.forEach(each));
        }
        assertThat(told(small)).isEqualTo(told(whole)).isEqualTo(told(small));
        assertThat(small.holdsAll(Set.of("part"))).isFalse();
    }

    @Test
    void aRoundReadsTheNewPartsAlone() {
        Baselines baselines = new Baselines();
        Baseline first = baselines.of(new IncidentId("INC-1"), WINDOW, Set.of("a"), this::events);
        Baseline second = baselines.of(new IncidentId("inc-1"), WINDOW, Set.of("a", "b"), this::events);
        assertThat(read).containsExactly(Set.of("a"), Set.of("b"));
        assertThat(told(second)).isEqualTo(told(first));
    }

    @Test
    void anotherWindowOrPartsThatAreNoMoreAreReadAnew() {
        Baselines baselines = new Baselines();
        IncidentId id = new IncidentId("INC-1");
        baselines.of(id, WINDOW, Set.of("a", "b"), this::events);
        baselines.of(id, WINDOW, Set.of("b"), this::events);
        Window wider = new Window(WINDOW.baselineFrom(), WINDOW.compromisedAt().plusSeconds(60), WINDOW.until());
        baselines.of(id, wider, Set.of("b"), this::events);
        assertThat(read).containsExactly(Set.of("a", "b"), Set.of("b"), Set.of("b"));
    }

    @Test
    void ofTheSessionsThatWereAliveTheLatestAreKeptInWhateverOrderTheyCome() {
        List<Sighting> begun = List.of(began(1, 10), began(2, 900), began(3, 900), began(3, 900), began(4, 10));
        for (int turn = 0; turn < begun.size(); turn++) {
            List<Sighting> turned = new ArrayList<>(begun);
            Collections.rotate(turned, turn);
            BegunBefore few = kept(2, 1_000_000, turned);
            assertThat(few.all()).extracting(Sighting::eventId).containsExactly("e3", "e4");
            // The first would have room once more: what is kept must not hang on what came before it.
            BegunBefore small = kept(100, 1_500, turned);
            assertThat(small.all()).extracting(Sighting::eventId).containsExactly("e3", "e4");
            assertThat(few.hasMore() && small.hasMore()).isTrue();
            assertThat(kept(4, 1_000_000, turned).hasMore()).isFalse();
        }
    }

    private static BegunBefore kept(int most, long characters, List<Sighting> begun) {
        BegunBefore kept = new BegunBefore(most, characters);
        begun.forEach(kept::add);
        return kept;
    }

    private static Sighting began(int minute, int length) {
        return Sighting.of(
                "e" + minute,
                Events.call(
                        "sts",
                        "AssumeRole",
                        ",'eventTime':'2024-08-02T07:0" + minute + ":00Z','requestParameters':{'policy':'"
                                + "x".repeat(length) + "'}"));
    }

    private Consumer<Consumer<Sighting>> events(Set<String> parts) {
        read.add(Set.copyOf(parts));
        return each -> EVENTS.forEach(each);
    }

    /** Who did what from where, and the keys: however often, and in whatever portions. */
    private static Set<String> told(Baseline baseline) {
        Set<String> told = new HashSet<>();
        for (Baseline.Doing doing : doings(baseline)) {
            if (!doing.behaviour().isEmpty()) {
                told.add(doing.acting() + doing.behaviour() + doing.address());
            }
            if (doing.issuedKey() != null) {
                told.add(doing.issuedKey());
            }
        }
        return told;
    }

    private static List<Baseline.Doing> doings(Baseline baseline) {
        List<Baseline.Doing> doings = new ArrayList<>();
        baseline.forEach(doings::add);
        return doings;
    }

    private static Sighting call(String name, String more) {
        return Sighting.of("e", Events.call("s3", name, more));
    }
}
