package org.eksrunbook.action;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eksrunbook.asset.ConfigHistory;
import org.eksrunbook.asset.ConfigItem;
import org.eksrunbook.asset.ResourceHistory;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.incident.GivenResource;
import org.eksrunbook.incident.Incident;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How the targets of a plan were before it: as AWS Config recorded them last, or as Part 2 handed them over. What nobody recorded is said to
 * be not readable; the plan's script reads it on the spot before it changes anything.
 */
@Component
class BeforeImages {

    private final ConfigHistory config;
    private final Artefacts artefacts;
    private final ObjectMapper json;

    BeforeImages(ConfigHistory config, Artefacts artefacts, ObjectMapper json) {
        this.config = config;
        this.artefacts = artefacts;
        this.json = json;
    }

    /** @param artefact the pictures themselves, one JSON line an action */
    record Taken(List<Performance.Before> before, String artefact) {}

    Taken of(Incident incident, Plan plan) {
        Map<ResourceRef, ResourceHistory> histories = config.of(
                incident, plan.actions().stream().map(Action::target).distinct().toList());
        List<Performance.Before> before = new ArrayList<>();
        List<Map<String, Object>> pictures = new ArrayList<>();
        for (Action action : plan.actions()) {
            ResourceHistory history = Objects.requireNonNull(histories.get(action.target()));
            Optional<ConfigItem> recorded = history.newest();
            GivenResource given = given(incident, action.target());
            Map<String, Object> picture = new LinkedHashMap<>();
            picture.put("action", action.id());
            picture.put("target", action.target());
            if (recorded.isPresent()) {
                picture.put("recorded", recorded.get());
            }
            if (given != null && given.before() != null) {
                picture.put("given", given.before());
            }
            pictures.add(picture);
            before.add(told(action, recorded, given, history));
        }
        String artefact = artefacts
                .put("application/x-ndjson", out -> {
                    for (Map<String, Object> picture : pictures) {
                        out.write(json.writeValueAsBytes(picture));
                        out.write('\n');
                    }
                })
                .sha256();
        return new Taken(before, artefact);
    }

    private static Performance.Before told(
            Action action, Optional<ConfigItem> recorded, @Nullable GivenResource given, ResourceHistory history) {
        if (recorded.isPresent()) {
            return new Performance.Before(
                    action.id(),
                    "known",
                    "AWS Config, " + recorded.get().captured() + ", "
                            + recorded.get().file());
        }
        if (given != null && given.before() != null) {
            return new Performance.Before(action.id(), "known", "handed over from containment (Part 2)");
        }
        return new Performance.Before(
                action.id(), "not readable", history.why() + "; the script reads it before it changes it");
    }

    private static @Nullable GivenResource given(Incident incident, ResourceRef target) {
        for (GivenResource one : incident.contained()) {
            ResourceRef named = new ResourceRef(one.type(), one.id(), one.arn(), target.accountId(), target.region());
            if (named.key().equals(target.key())) {
                return one;
            }
        }
        return null;
    }
}
