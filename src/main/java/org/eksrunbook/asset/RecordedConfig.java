package org.eksrunbook.asset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eksrunbook.evidence.MissingFacts;
import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.Unanswered;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** AWS Config's history from wherever it can be had: asked over the API where that is allowed, and what it does not tell from delivered files. */
@Component
class RecordedConfig implements ConfigHistory {

    private final ArchivedConfigHistory files;
    private final ObjectProvider<LiveConfig> live;
    private final MissingFacts missing;

    RecordedConfig(ArchivedConfigHistory files, ObjectProvider<LiveConfig> live, MissingFacts missing) {
        this.files = files;
        this.live = live;
        this.missing = missing;
    }

    @Override
    public Map<ResourceRef, ResourceHistory> of(Incident incident, Collection<ResourceRef> resources) {
        Scope scope = incident.scope();
        Unanswered unanswered = missing.unanswered(incident.id(), FactSource.CONFIG);
        LiveConfig asked = live.getIfAvailable();
        if (resources.isEmpty() || asked == null || !asked.isAsked(scope)) {
            return files.of(scope, resources, unanswered);
        }
        Map<ResourceRef, ResourceHistory> told = new LinkedHashMap<>(asked.of(scope, resources, unanswered));
        List<ResourceRef> missing = new ArrayList<>();
        for (ResourceRef resource : resources) {
            ResourceHistory history = told.get(resource);
            if (history == null || history.answer() != ResourceHistory.Answer.FOUND) {
                missing.add(resource);
            }
        }
        files.of(scope, missing, unanswered)
                .forEach((resource, filed) -> told.merge(resource, filed, RecordedConfig::more));
        return told;
    }

    /** What one of them found; else whoever listened and heard nothing knows more than who did not listen. */
    private static ResourceHistory more(ResourceHistory live, ResourceHistory filed) {
        if (filed.answer() == ResourceHistory.Answer.FOUND) {
            return filed;
        }
        return new ResourceHistory(
                live.answer() == ResourceHistory.Answer.NOTHING ? live.answer() : filed.answer(),
                List.of(),
                live.why() + "; " + filed.why());
    }
}
