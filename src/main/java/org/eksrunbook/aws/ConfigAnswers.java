package org.eksrunbook.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.eksrunbook.asset.ResourceHistory;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.incident.Scope;
import org.springframework.stereotype.Component;

/** What AWS Config answered in the last minutes. An answer that a fault may have caused is not kept. */
@Component
class ConfigAnswers {

    private static final int MOST = 2_000;
    private static final Duration KEPT = Duration.ofMinutes(5);

    private record Asked(String home, ResourceRef resource) {}

    private record Told(Instant at, ResourceHistory history) {}

    private final Clock clock;
    private final Map<Asked, Told> answers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Told> eldest) {
            return size() > MOST;
        }
    };

    ConfigAnswers(Clock clock) {
        this.clock = clock;
    }

    ResourceHistory of(Scope scope, ResourceRef resource, Supplier<ResourceHistory> ask) {
        Asked asked = new Asked(scope.accountId() + scope.region(), resource);
        Instant now = clock.instant();
        synchronized (answers) {
            Told told = answers.get(asked);
            if (told != null && told.at().plus(KEPT).isAfter(now)) {
                return told.history();
            }
        }
        ResourceHistory history = ask.get();
        if (history.answer() != ResourceHistory.Answer.NOT_RECORDED) {
            synchronized (answers) {
                answers.remove(asked);
                answers.put(asked, new Told(now, history));
            }
        }
        return history;
    }
}
