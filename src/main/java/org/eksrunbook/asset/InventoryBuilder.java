package org.eksrunbook.asset;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.eksrunbook.incident.GivenResource;
import org.eksrunbook.incident.Incident;
import org.springframework.stereotype.Component;

/** Gathers the calls by resource and adds what CMDB, AWS Config and the tables of facts know of each. */
@Component
class InventoryBuilder {

    private static final Pattern TAGGING =
            Pattern.compile("^(Tag|Untag)[A-Z].*|^(Create|Delete|Add|Remove|Put|Change).*Tag(s|ging).*");

    private final ConfigHistory config;
    private final Applications applications;
    private final TypeFacts facts;

    InventoryBuilder(ConfigHistory config, Applications applications, TypeFacts facts) {
        this.config = config;
        this.applications = applications;
        this.facts = facts;
    }

    List<BaseRow> rows(Incident incident, List<Observation> observations) {
        RowCollector collector = new RowCollector(incident.scope().accountId());
        collector.addAll(observations);
        Map<RowCollector.Gathered, Change> given = new LinkedHashMap<>();
        for (GivenResource one : incident.resources()) {
            Change change = one.change() == null ? null : Projection.changeOf(one.change());
            given.put(collector.known(ref(one, incident)), change == null ? Change.MODIFIED : change);
        }
        Set<RowCollector.Gathered> contained = new HashSet<>();
        for (GivenResource one : incident.contained()) {
            RowCollector.Gathered row = collector.known(ref(one, incident));
            contained.add(row);
            // What Part 2 contained is a resource of the incident, whether a call of the attacker names it or not.
            if (row.touches().isEmpty()) {
                given.putIfAbsent(row, Change.MODIFIED);
            }
        }
        Map<ResourceRef, ResourceHistory> histories = config.of(
                incident,
                collector.rows().stream().map(RowCollector.Gathered::resource).toList());
        List<BaseRow> rows = new ArrayList<>();
        Instant compromisedAt = incident.scope().compromisedAt();
        for (RowCollector.Gathered row : collector.rows()) {
            ResourceHistory history = Objects.requireNonNull(histories.get(row.resource()));
            rows.add(new BaseRow(
                    row.keys().iterator().next(),
                    row.keys(),
                    row.resource(),
                    history.existedAt(compromisedAt),
                    !recordedBefore(history, compromisedAt)
                            && Upserts.only(row.resource().type(), row.touches()),
                    contained.contains(row),
                    given.get(row),
                    retagged(applications.of(row.resource(), history, compromisedAt), row.touches(), compromisedAt),
                    facts.of(row.resource().type()).sensitivity(),
                    row.touches()));
        }
        return rows;
    }

    /** «Nothing of it» is an answer; that nothing was recorded is none. */
    private static boolean recordedBefore(ResourceHistory history, Instant time) {
        return history.answer() == ResourceHistory.Answer.NOTHING
                || history.items().stream().anyMatch(item -> item.captured().isBefore(time));
    }

    /** A call that tags makes the tags suspect even where AWS Config did not record the change. */
    private static Attribution retagged(Attribution attribution, List<Touch> touches, Instant compromisedAt) {
        List<String> suspect = new ArrayList<>(attribution.suspectTags());
        touches.stream()
                .filter(touch -> !touch.time().isBefore(compromisedAt)
                        && TAGGING.matcher(touch.action()).matches())
                .limit(3)
                .forEach(touch -> suspect.add("tags changed by " + touch.action() + " (event " + touch.event() + ")"));
        return new Attribution(
                attribution.application(),
                attribution.owner(),
                attribution.environment(),
                attribution.dataClass(),
                attribution.source(),
                suspect,
                attribution.why());
    }

    private static ResourceRef ref(GivenResource one, Incident incident) {
        return new ResourceRef(
                one.type(),
                one.id(),
                one.arn(),
                incident.scope().accountId(),
                incident.scope().region());
    }
}
