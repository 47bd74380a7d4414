package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Entry;

/** The resources of the case, found by any of their names. */
final class Things {

    private final List<Thing> all = new ArrayList<>();
    private final Map<String, Thing> byName = new HashMap<>();

    private Things() {}

    static Things of(CaseLedger ledger) {
        Things things = new Things();
        ledger.last("inventory.built").ifPresent(entry -> {
            String artefact = entry.body().path("artefact").asText();
            if (Artefact.isHash(artefact)) {
                Rows.forEach(ledger.artefacts(), artefact, row -> things.add(Thing.of(row, entry)));
            }
        });
        for (Entry review : ledger.all("findings.reviewed")) {
            Rows.of(ledger, review, "added").forEach(added -> {
                Thing thing = Thing.added(added, review);
                if (thing.names().stream().noneMatch(things.byName::containsKey)) {
                    things.add(thing);
                }
            });
        }
        return things;
    }

    private void add(Thing thing) {
        all.add(thing);
        thing.names().forEach(name -> byName.putIfAbsent(name, thing));
    }

    List<Thing> all() {
        return all;
    }

    /** A resource of a ledger body in words: a key by the thing it stands for, anything else as it is. */
    String shown(JsonNode resource) {
        if (resource.isValueNode()) {
            Thing thing = byName.get(Shown.line(resource));
            return thing == null ? Shown.line(resource) : thing.shown();
        }
        return ResourceNames.shown(resource);
    }
}
