package org.eksrunbook.trail;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds out what the principals of an incident did, in rounds: {@link #beginRound} → {@link #survey} → {@link #readNext} until complete →
 * {@link #concludeRound}, again while that names new principals (Part 3, steps 1 to 3 of the playbook; corrections 4 to 11).
 *
 * <p>Each method does one bounded piece of work, joins the caller's transaction, writes its ledger entries last, and may be repeated.
 */
@Service
public class Investigation {

    /** Entries of the ledger stay small; how many there are is told in any case. */
    private static final int MOST_REFUSED = 200;

    private final Incidents incidents;
    private final Ledger ledger;
    private final Rounds rounds;
    private final Surveys surveys;
    private final LogFiles logs;
    private final Asking asking;
    private final AuditLogAsking auditLog;
    private final CoverageReports coverage;
    private final Scans scans;
    private final Principals principals;
    private final KnownAccounts accounts;
    private final KnownCluster cluster;
    private final Reading reading;
    private final Conclusion conclusion;
    private final TrailSettings settings;
    private final Clock clock;

    Investigation(
            Incidents incidents,
            Ledger ledger,
            Rounds rounds,
            Surveys surveys,
            LogFiles logs,
            Asking asking,
            AuditLogAsking auditLog,
            CoverageReports coverage,
            Scans scans,
            Principals principals,
            KnownAccounts accounts,
            KnownCluster cluster,
            Reading reading,
            Conclusion conclusion,
            TrailSettings settings,
            Clock clock) {
        this.incidents = incidents;
        this.ledger = ledger;
        this.rounds = rounds;
        this.surveys = surveys;
        this.logs = logs;
        this.asking = asking;
        this.auditLog = auditLog;
        this.coverage = coverage;
        this.scans = scans;
        this.principals = principals;
        this.accounts = accounts;
        this.cluster = cluster;
        this.reading = reading;
        this.conclusion = conclusion;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Derives the principals that the next round looks for: those of the scope, those behind its pods and nodes as far as AWS and Kubernetes tell
     * them, and those that the last round found.
     */
    @Transactional
    public RoundBegun beginRound(IncidentId id) {
        Incident incident = incidents.require(id);
        int version = incident.scope().version();
        Optional<Rounds.Round> last = rounds.last(id);
        if (last.isPresent()
                && last.get().state().equals("reading")
                && last.get().scopeVersion() == version) {
            return begun(id, last.get());
        }
        List<String> planned = rounds.takePlanned(id);
        int number = rounds.last(id).map(Rounds.Round::number).orElse(0) + 1;
        Optional<Organization.Answer> listed = accounts.ask(incident);
        cluster.learn(incident, number);
        listed.ifPresent(answer -> accounts.record(id, number, answer));
        Suspects seeds = new Suspects(incident.scope().ruledOut(), Set.of());
        Seeds.of(incident).forEach(seeds::add);
        new ClusterIdentities(seeds, cluster.of(incident), incident.scope().compromisedAt()).behindAll();
        Set<String> tokens = new LinkedHashSet<>(planned);
        tokens.addAll(seeds.tokens());
        Rounds.Round round = new Rounds.Round(number, "reading", version, rounds.unknown(id, tokens));
        rounds.put(id, round);
        rememberSeeds(id, seeds, number);
        RoundBegun begun = begun(id, round);
        List<Principal> all = principals.all(id);
        ledger.appendOnce(id, "principals-" + number, "principals.derived", Actor.SYSTEM, body(number, all));
        return begun;
    }

    private RoundBegun begun(IncidentId id, Rounds.Round round) {
        List<Principal> looked = principals.all(id).stream()
                .filter(principal -> principal.included() || principal.watched())
                .toList();
        long added = looked.stream()
                .filter(principal -> principal.round() == round.number())
                .count();
        return new RoundBegun(round.number(), looked.size(), (int) added);
    }

    /** Before anything was read, the principals are those that the scope names. */
    private void rememberSeeds(IncidentId id, Suspects seeds, int round) {
        Map<String, Principal> known = new LinkedHashMap<>();
        for (Principal principal : principals.all(id)) {
            known.put(principal.type() + "\n" + principal.id(), principal);
        }
        Set<String> lookedFor = new LinkedHashSet<>();
        for (Suspect seed : seeds.all()) {
            if (!seed.isLeftOut()) {
                known.putIfAbsent(seed.key(), seed.asPrincipal(round));
                lookedFor.add(seed.id());
            }
        }
        for (Suspect seed : seeds.all()) {
            if (seed.isLeftOut() && !lookedFor.contains(seed.id())) {
                known.putIfAbsent(seed.key(), seed.asPrincipal(round));
            }
        }
        principals.replace(id, new ArrayList<>(known.values()));
    }

    private static Map<String, Object> body(int round, List<Principal> all) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("round", round);
        body.put("principals", all.stream().filter(Principal::included).toList());
        body.put("watched", all.stream().filter(Principal::watched).toList());
        body.put(
                "excluded",
                all.stream().filter(one -> !one.included() && !one.watched()).toList());
        return body;
    }

    /**
     * Looks for the incident's log files, without opening them. A source that is asked instead of read is asked, for each round once; while its
     * answer is not here the survey says what is waited for, and is to be made again.
     */
    @Transactional
    public Survey survey(IncidentId id) {
        Incident incident = incidents.require(id);
        Optional<TrailAnswer> unanswered = asking.next(incident, accountsOfPrincipals(id), clock.instant());
        if (unanswered.isPresent()) {
            if (unanswered.get() instanceof TrailAnswer.NeedsApproval scan) {
                scans.propose(id, scan);
            }
            return Survey.waiting(logs.location(incident), unanswered.get());
        }
        Optional<TrailAnswer> auditLog = this.auditLog.next(
                incident, () -> filesOf(incident), () -> coverage.holdsAuditLog(incident), clock.instant());
        if (auditLog.isPresent()) {
            return Survey.waiting(logs.location(incident), auditLog.get());
        }
        return listed(incident);
    }

    /** Looks for the log files without waiting for a source any longer; the coverage says that it did not answer. */
    @Transactional
    public Survey surveyWithoutAnswer(IncidentId id) {
        Incident incident = incidents.require(id);
        asking.giveUp(incident);
        auditLog.giveUp(incident);
        return listed(incident);
    }

    private List<ArchiveFile> filesOf(Incident incident) {
        return logs.list(incident, accounts(incident), Window.of(incident.scope(), clock.instant()))
                .logs();
    }

    private Survey listed(Incident incident) {
        IncidentId id = incident.id();
        Window window = Window.of(incident.scope(), clock.instant());
        Listing listing = logs.list(incident, accounts(incident), window);
        LocalDate compromised = LocalDate.ofInstant(window.compromisedAt(), ZoneOffset.UTC);
        List<FileGroup> groups = Grouping.of(listing, compromised, settings.groupFiles(), settings.groupBytes());
        String location = logs.location(incident);
        Surveys.Stored stored = surveys.keep(id, location, groups, listing.refused());
        Survey survey = stored.survey();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("source", incident.scope().trailSource().word());
        body.put("location", location);
        body.put("files", survey.files());
        body.put("bytes", survey.bytes());
        body.put("from", survey.from() == null ? null : survey.from().toString());
        body.put("until", survey.until() == null ? null : survey.until().toString());
        body.put("listing", stored.listing());
        body.put("refused", listing.refused().stream().limit(MOST_REFUSED).toList());
        body.put("refusedCount", listing.refused().size());
        body.put("passedOver", listing.passedOver());
        ledger.appendOnce(id, "survey-" + stored.number(), "trail.surveyed", Actor.SYSTEM, body);
        return survey.of(kind(incident));
    }

    private Survey.Source kind(Incident incident) {
        if (asking.source(incident).isEmpty()) {
            return Survey.Source.READ;
        }
        return asking.told(incident.id()).filter(SourceReport::holdsEvents).isPresent()
                ? Survey.Source.ASKED
                : Survey.Source.ASKED_EMPTY;
    }

    /** The accounts that principals of the incident belong to, as far as their names tell. */
    private Set<String> accountsOfPrincipals(IncidentId id) {
        Set<String> accounts = new LinkedHashSet<>();
        for (Principal principal : principals.all(id)) {
            String account = Arns.account(principal.arn());
            if (account != null && (principal.included() || principal.watched())) {
                accounts.add(account);
            }
        }
        return accounts;
    }

    private Set<String> accounts(Incident incident) {
        return PrincipalList.accounts(incident.scope(), principals.all(incident.id()));
    }

    /** Reads one bounded group of files, if one is left in this round. */
    @Transactional
    public Progress readNext(IncidentId id) {
        Incident incident = incidents.require(id);
        int round = current(id);
        // A source that is asked is asked once a round: what comes up meanwhile is asked of it in the next.
        boolean lookingAhead = asking.source(incident).isEmpty() && !auditLog.asked(id, round);
        return reading.next(incident, round, surveyed(id), lookingAhead);
    }

    /** Asks the questions, classifies the answers, follows the credentials. */
    @Transactional
    public RoundOutcome concludeRound(IncidentId id) {
        return conclusion.of(incidents.require(id), current(id), surveyed(id));
    }

    private int current(IncidentId id) {
        return rounds.last(id)
                .map(round -> round.state().equals("planned") ? round.number() - 1 : round.number())
                .orElseThrow(() ->
                        new IllegalStateException("No round of " + id + " has begun: derive its principals first"));
    }

    private Surveys.Stored surveyed(IncidentId id) {
        return surveys.last(id)
                .orElseThrow(() -> new IllegalStateException("The logs of " + id + " were not located yet"));
    }
}
