package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.springframework.stereotype.Component;

/** Concludes a round: explores the parts, stores principals and findings, asks the playbook's questions, states the coverage. */
@Component
class Conclusion {

    private final Parts parts;
    private final Rounds rounds;
    private final Principals principals;
    private final KnownCluster cluster;
    private final FindingStore findings;
    private final Reads reads;
    private final CoverageReports coverage;
    private final PlaybookQuestions playbook;
    private final Baselines baselines;
    private final Artefacts artefacts;
    private final Ledger ledger;
    private final ObjectMapper json;
    private final TrailSettings settings;
    private final WorkFolders workFolders;
    private final PartDatabase database;
    private final Clock clock;
    private final Classifier classifier = Classifier.standard();

    Conclusion(
            Parts parts,
            Rounds rounds,
            Principals principals,
            KnownCluster cluster,
            FindingStore findings,
            Reads reads,
            CoverageReports coverage,
            PlaybookQuestions playbook,
            Baselines baselines,
            Artefacts artefacts,
            Ledger ledger,
            ObjectMapper json,
            TrailSettings settings,
            WorkFolders workFolders,
            PartDatabase database,
            Clock clock) {
        this.parts = parts;
        this.rounds = rounds;
        this.principals = principals;
        this.cluster = cluster;
        this.findings = findings;
        this.reads = reads;
        this.coverage = coverage;
        this.playbook = playbook;
        this.baselines = baselines;
        this.artefacts = artefacts;
        this.ledger = ledger;
        this.json = json;
        this.settings = settings;
        this.workFolders = workFolders;
        this.database = database;
        this.clock = clock;
    }

    RoundOutcome of(Incident incident, int round, Surveys.Stored survey) {
        IncidentId id = incident.id();
        Window window = Window.of(incident.scope(), clock.instant());
        Map<String, PartFile> files = parts.files(id, survey.number());
        try (WorkFolders.Folder folder = workFolders.create();
                Questions questions = new Questions(database, folder.path(), files.values())) {
            CaseEvents events = CaseEvents.suspect(questions, window);
            Baseline baseline =
                    baselines.of(id, window, files.keySet(), some -> before(folder.path(), of(files, some), window));
            Exploration exploration = Exploration.of(
                    events, baseline, window, () -> Seeds.of(incident), incident.scope(), cluster.of(incident));
            Suspects suspects = exploration.suspects();
            List<Principal> before = principals.all(id);
            rounds.takePlanned(id);
            List<String> next = rounds.unknown(id, suspects.tokens());
            List<Principal> after = PrincipalList.of(suspects, exploration.renames(), before, round, Set.copyOf(next));
            int untold = next.size() + elsewhere(incident, before, after);
            boolean again = untold > 0;
            boolean atLimit = again && round >= settings.mostRounds();
            int added = again && !atLimit ? plan(incident, round, next, after) : 0;
            // Asked once the principals are known: before that the answers would lack some of them.
            try (Beside<List<PlaybookQuestions.Answer>> answers =
                    new Beside<>("playbook-questions", () -> added > 0 ? List.of() : ask(files, after, window))) {
                FindingStore.Sums sums = new FindingStore.Sums();
                Artefact list = artefacts.put(
                        "application/x-ndjson", out -> write(events, exploration, baseline.habits(), sums, out));
                findings.replaceBy(id, list.sha256());
                Artefact readList = artefacts.put("application/x-ndjson", out -> write(sums.reads.all(), out));
                reads.replaceBy(id, sums.reads.all());
                principals.replace(id, after);
                rounds.conclude(id, round);
                // Waited for before the step's first entry: behind that the ledger's end is locked for everybody else.
                List<PlaybookQuestions.Answer> answered = answers.result();
                coverage.record(
                        incident,
                        round,
                        survey,
                        window,
                        exploration.followed(
                                atLimit ? untold : 0, baseline.habits().told()));
                playbook.record(id, round, answered);
                ledger.appendOnce(
                        id,
                        "findings-" + round,
                        "findings.classified",
                        Actor.SYSTEM,
                        classified(round, sums, added, list, readList));
                return new RoundOutcome(round, added, sums.count, somethingAlive(after));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("Free space or mend the server's disk: " + failed.getMessage(), failed);
        }
    }

    private List<PlaybookQuestions.Answer> ask(Map<String, PartFile> files, List<Principal> principals, Window window)
            throws IOException {
        try (WorkFolders.Folder folder = workFolders.create();
                Questions questions = new Questions(database, PartDatabase.Use.BESIDE, folder.path(), files.values())) {
            return playbook.ask(questions, principals, window);
        }
    }

    private static List<PartFile> of(Map<String, PartFile> files, Set<String> some) {
        return some.stream()
                .map(part -> Objects.requireNonNull(files.get(part)))
                .toList();
    }

    private Consumer<Consumer<Sighting>> before(Path folder, List<PartFile> parts, Window window) {
        return each -> {
            try (Questions questions = new Questions(database, folder, parts)) {
                CaseEvents.before(questions, window).forEach(each);
            }
        };
    }

    /** Accounts in which the round did not look, since nobody knew of them when it began. */
    private static int elsewhere(Incident incident, List<Principal> before, List<Principal> after) {
        Set<String> looked = PrincipalList.accounts(incident.scope(), before);
        Set<String> found = new HashSet<>(PrincipalList.accounts(incident.scope(), after));
        if (looked.isEmpty()) {
            return 0;
        }
        if (found.isEmpty()) {
            return 1;
        }
        found.removeAll(looked);
        return found.size();
    }

    private int plan(Incident incident, int round, List<String> next, List<Principal> after) {
        rounds.put(
                incident.id(),
                new Rounds.Round(round + 1, "planned", incident.scope().version(), next));
        long added =
                after.stream().filter(principal -> principal.round() > round).count();
        // New names of a known principal need another round as well.
        return (int) Math.max(1, added);
    }

    private void write(
            CaseEvents events, Exploration exploration, Habits habits, FindingStore.Sums sums, OutputStream out) {
        Set<String> lookedFor = exploration.suspects().tokens();
        Makers makers = exploration.makers();
        events.forEach(event -> {
            Suspect actor = exploration.actorOf(event);
            if (actor != null) {
                judge(event, actor).ifPresent(judged -> {
                    Finding compared = habits.compare(judged, Whom.of(event, lookedFor));
                    Finding finding = event.event() == null || !judged.effective()
                            ? compared
                            : compared.madeBy(makers.of(judged, event.event()));
                    try {
                        out.write(json.writeValueAsBytes(finding));
                        out.write('\n');
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
                    }
                    sums.add(finding);
                });
            }
        });
    }

    private Optional<Finding> judge(Sighting event, Suspect actor) {
        if (event.event() != null && actor.isServed()) {
            Finding finding = classifier.judge(event.event());
            return Optional.of(finding.with(event.eventId(), finding.why() + "; the service did it for " + actor.id()));
        }
        Optional<Finding> judged = event.event() != null
                ? classifier.classify(event.event())
                : event.audit() != null ? classifier.classify(event.audit()) : Optional.empty();
        return judged.map(finding -> finding.with(event.eventId(), finding.why()));
    }

    private void write(List<ReadGroup> groups, OutputStream out) throws IOException {
        for (ReadGroup group : groups) {
            out.write(json.writeValueAsBytes(group));
            out.write('\n');
        }
    }

    private static Map<String, Object> classified(
            int round, FindingStore.Sums sums, int added, Artefact list, Artefact reads) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("round", round);
        body.put("count", sums.count);
        body.put("byCategory", sums.byCategory);
        body.put("denied", sums.denied);
        body.put("newPrincipals", added);
        body.put("ruleVersion", Classifier.RULE_VERSION);
        body.put("artefact", list.sha256());
        body.put("readsArtefact", reads.sha256());
        body.put("ungroupedReads", sums.reads.ungrouped());
        return body;
    }

    /** Users, keys, roles and what else needs no renewal live until somebody ends them; a role's session lives for a day and a half at most. */
    private static boolean somethingAlive(List<Principal> all) {
        return all.stream().anyMatch(principal -> principal.included() || principal.watched());
    }
}
