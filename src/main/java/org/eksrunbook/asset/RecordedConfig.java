package org.eksrunbook.asset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eksrunbook.incident.Scope;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** AWS Config's history from wherever it can be had: asked over the API where that is allowed, and what it does not tell from delivered files. */
@Component
@Primary
class RecordedConfig implements ConfigHistory {

    private final ArchivedConfigHistory files;
    private final ObjectProvider<LiveConfig> live;

    RecordedConfig(ArchivedConfigHistory files, ObjectProvider<LiveConfig> live) {
        this.files = files;
        this.live = live;
    }

    @Override
    public Map<ResourceRef, ResourceHistory> of(Scope scope, Collection<ResourceRef> resources) {
        LiveConfig asked = live.getIfAvailable();
        if (resources.isEmpty() || asked == null || !asked.isAsked(scope)) {
            return files.of(scope, resources);
        }
        Map<ResourceRef, ResourceHistory> told = new LinkedHashMap<>(asked.of(scope, resources));
        List<ResourceRef> missing = new ArrayList<>();
        for (ResourceRef resource : resources) {
            ResourceHistory history = told.get(resource);
            if (history == null || history.answer() != ResourceHistory.Answer.FOUND) {
                missing.add(resource);
            }
        }
        files.of(scope, missing).forEach((resource, filed) -> told.merge(resource, filed, RecordedConfig::more));
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
