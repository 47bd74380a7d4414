package org.eksrunbook.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.calendar.DurationHelper;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.incident.Phase;
import org.eksrunbook.people.CaseState;
import org.eksrunbook.people.StakeholderUpdates;
import org.eksrunbook.people.Update;
import org.eksrunbook.process.StepByStep;
import org.eksrunbook.process.StepByStepTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Each phase has a timer of its own; the rhythm is the incident's. */
@StepByStepTest
class StakeholderRhythmTest {

    private static final Duration P1 = Duration.ofMinutes(30);

    @Autowired
    private StepByStep engine;

    @Autowired
    private Incidents incidents;

    @Autowired
    private StakeholderUpdates updates;

    @Autowired
    private StakeholderRhythm rhythm;

    @Test
    void thePhaseThatBeginsGoesOnInTheRhythmOfTheLastUpdate() throws Exception {
        IncidentId id = opened("RHYTHM-1", Duration.ofMinutes(50));
        Update written = updates.write("u1", incidents.require(id), state(incidents.require(id)));

        assertThat(next(id)).isCloseTo(written.writtenAt().plus(P1), within(2, ChronoUnit.SECONDS));
    }

    @Test
    void beforeTheFirstUpdateItRunsFromTheOpening() throws Exception {
        IncidentId id = opened("RHYTHM-2", Duration.ofMinutes(20));

        assertThat(next(id)).isCloseTo(incidents.require(id).openedAt().plus(P1), within(2, ChronoUnit.SECONDS));
    }

    @Test
    void whatIsOverdueComesAtOnce() throws Exception {
        IncidentId id = opened("RHYTHM-3", Duration.ofMinutes(40));

        assertThat(next(id)).isBetween(Instant.now(), Instant.now().plusSeconds(60));
    }

    @Test
    void anIncidentThatIsNotOpenYetHasItsRhythmFromNow() throws Exception {
        assertThat(next(new IncidentId("RHYTHM-4"))).isAfter(Instant.now().plus(Duration.ofMinutes(119)));
    }

    /** When the engine's timer would go off. */
    private Instant next(IncidentId id) throws Exception {
        String cycle = rhythm.cycle(execution(id));
        return Objects.requireNonNull(new DurationHelper(cycle).getDateAfter()).toInstant();
    }

    private IncidentId opened(String name, Duration ago) {
        IncidentId id = new IncidentId(name);
        Incident like = incidents.require(engine.open(name + "-like", List.of()));
        incidents.open(new Incident(
                id,
                true,
                false,
                Phase.RECOVER,
                like.severity(),
                like.verdict(),
                like.awareAt(),
                like.openedAt().minus(ago),
                null,
                like.scope(),
                null,
                List.of(),
                List.of(),
                List.of()));
        return id;
    }

    private static CaseState state(Incident incident) {
        return new CaseState(
                incident.id(),
                incident.severity(),
                incident.phase(),
                "step",
                false,
                java.util.Map.of(),
                0,
                0,
                0,
                List.of());
    }

    private static DelegateExecution execution(IncidentId id) {
        return (DelegateExecution) Proxy.newProxyInstance(
                DelegateExecution.class.getClassLoader(),
                new Class<?>[] {DelegateExecution.class},
                (proxy, method, arguments) -> method.getName().equals("getProcessBusinessKey") ? id.value() : null);
    }
}
