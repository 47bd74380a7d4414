package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.evidence.MissingFacts;
import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.Scope;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What is known of an incident's cluster from AWS and Kubernetes, as it was recorded when it was asked: the conclusion of a round rests on the record,
 * so that it may be drawn twice. What was not answered whole is asked again when the next round begins.
 */
@Component
class KnownCluster {

    private static final String KIND = "cluster.asked";

    private final ObjectProvider<ClusterFacts> sources;
    private final MissingFacts missing;
    private final Ledger ledger;
    private final Artefacts artefacts;
    private final ObjectMapper json;

    KnownCluster(
            ObjectProvider<ClusterFacts> sources,
            MissingFacts missing,
            Ledger ledger,
            Artefacts artefacts,
            ObjectMapper json) {
        this.sources = sources;
        this.missing = missing;
        this.ledger = ledger;
        this.artefacts = artefacts;
        this.json = json;
    }

    /** Asks what is not known yet, in one bounded step. */
    void learn(Incident incident, int round) {
        Set<ClusterTopic> known = EnumSet.noneOf(ClusterTopic.class);
        of(incident).told().stream().filter(ClusterReport.Told::isWhole).forEach(told -> known.add(told.topic()));
        ClusterReport answers = ClusterReport.NOTHING;
        for (ClusterFacts source : sources.orderedStream().toList()) {
            Set<ClusterTopic> open = EnumSet.noneOf(ClusterTopic.class);
            open.addAll(source.topics(incident.scope()));
            open.removeAll(known);
            if (!open.isEmpty()) {
                answers = answers.and(
                        source.read(incident.scope(), open, missing.unanswered(incident.id(), FactSource.CLUSTER)));
            }
        }
        if (!answers.told().isEmpty()) {
            record(incident, round, answers);
        }
    }

    private void record(Incident incident, int round, ClusterReport answers) {
        Artefact kept = artefacts.put("application/json", out -> json.writeValue(new Unclosed(out), answers));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("round", round);
        body.put("about", about(incident.scope()));
        body.put("told", answers.told());
        body.put("artefact", kept.sha256());
        ledger.appendOnce(incident.id(), "cluster-" + round, KIND, Actor.SYSTEM, body);
    }

    /** Of each topic the last whole answer, or the last one where none was whole. */
    ClusterReport of(Incident incident) {
        Map<ClusterTopic, ClusterReport> byTopic = new LinkedHashMap<>();
        JsonNode about = json.valueToTree(about(incident.scope()));
        for (Entry entry : ledger.entries(incident.id(), KIND)) {
            if (!entry.body().path("about").equals(about)) {
                continue;
            }
            ClusterReport answers = read(entry.body().path("artefact").asText());
            for (ClusterReport.Told told : answers.told()) {
                ClusterReport before = byTopic.get(told.topic());
                if (before == null || told.isWhole() || !isWhole(before)) {
                    byTopic.put(told.topic(), answers.of(EnumSet.of(told.topic())));
                }
            }
        }
        return byTopic.values().stream().reduce(ClusterReport.NOTHING, ClusterReport::and);
    }

    private static boolean isWhole(ClusterReport report) {
        return report.told().stream().allMatch(ClusterReport.Told::isWhole);
    }

    /** What the coverage has to say of it: what was not to be read, and what the cluster does not record. */
    List<String> statements(Incident incident) {
        List<String> statements = new ArrayList<>();
        for (ClusterReport.Told told : of(incident).told()) {
            if (told.gap() != null) {
                statements.add(
                        "Of the cluster was not read in full: " + told.topic().words() + ": " + told.gap() + ".");
            }
            statements.addAll(told.notes());
        }
        return statements;
    }

    /** Facts about another cluster, or other nodes, are none about this one. */
    private static List<String> about(Scope scope) {
        List<String> about = new ArrayList<>();
        about.add(scope.accountId());
        about.add(scope.region());
        about.add(scope.clusterName() == null ? "" : scope.clusterName());
        about.addAll(scope.nodeInstanceIds());
        return about;
    }

    private ClusterReport read(String artefact) {
        try (InputStream stored = artefacts.open(artefact)) {
            return json.readValue(stored, ClusterReport.class);
        } catch (IOException broken) {
            throw new IllegalStateException("What was learned of the cluster cannot be read", broken);
        }
    }
}
