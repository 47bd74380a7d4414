package org.eksrunbook.asset;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.Unanswered;
import org.springframework.stereotype.Component;

/** An archive of logs knows of no backups: says so, instead of «there is none». */
@Component
class UnknownBackups implements Backups {

    @Override
    public Map<ResourceRef, Answer> before(
            Scope scope, Collection<ResourceRef> resources, Instant time, Unanswered unanswered) {
        Answer unknown = new Answer(
                false,
                List.of(),
                "Not known: this server reads logs and cannot ask AWS Backup. Look for a recovery point made before "
                        + time);
        Map<ResourceRef, Answer> answers = new LinkedHashMap<>();
        resources.forEach(resource -> answers.put(resource, unknown));
        return answers;
    }
}
