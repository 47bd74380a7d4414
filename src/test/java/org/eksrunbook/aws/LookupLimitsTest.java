package org.eksrunbook.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.Unanswered;
import org.eksrunbook.trail.SearchToken;
import org.eksrunbook.trail.Token;
import org.eksrunbook.trail.TrailRequest;
import org.junit.jupiter.api.Test;

/** What the event history does not tell is told once, though each round of an incident tells it. */
class LookupLimitsTest {

    @Test
    void howFarTheHistoryReachesIsSaidOnceADay() {
        Set<String> said = new LinkedHashSet<>();
        said.addAll(reaching("2024-05-07T03:40:31Z"));
        said.addAll(reaching("2024-05-07T03:40:39Z"));
        assertThat(said)
                .filteredOn(limit -> limit.contains("reaches back 90 days"))
                .singleElement()
                .asString()
                .contains("nothing before 2024-05-07, and of that day not everything, was looked up");
    }

    @Test
    void whatAnAccountTookThatTheAttackerLetInIsSaidNotToBeLookedUp() {
        List<SearchToken> letIn = List.of(new SearchToken(Token.ACCOUNT, "999988887777"));
        assertThat(limits("2024-05-07T03:40:31Z", letIn))
                .filteredOn(limit -> limit.contains("the account of who calls"))
                .singleElement()
                .asString()
                .contains("not looked up: 999988887777; an archive or Athena shows it");
        assertThat(reaching("2024-05-07T03:40:31Z")).noneMatch(limit -> limit.contains("the account of who calls"));
    }

    private static List<String> reaching(String earliest) {
        return limits(earliest, List.of());
    }

    private static List<String> limits(String earliest, List<SearchToken> all) {
        Scope scope = PlayedCluster.scope();
        TrailRequest request = new TrailRequest(
                new IncidentId("INC-1"),
                1,
                scope,
                scope.baselineFrom(),
                scope.compromisedAt(),
                scope.compromisedAt().plusSeconds(3600),
                Set.of(PlayedCluster.ACCOUNT),
                0,
                List.of(),
                List.of(),
                Set.of(),
                Set.of(),
                Unanswered.FAILS);
        return LookupLimits.of(request, Lookups.of(all, "aws"), List.of(), List.of(), Instant.parse(earliest));
    }
}
