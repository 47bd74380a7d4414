package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.springframework.stereotype.Service;

/** What the logs of an incident cover and what they do not, as of the last round concluded. */
@Service
public class CoverageReports {

    private static final String KIND = "trail.coverage";

    private final Ledger ledger;
    private final Artefacts artefacts;
    private final Surveys surveys;
    private final Parts parts;
    private final Principals principals;
    private final Asking asking;
    private final KnownAccounts accounts;
    private final KnownCluster cluster;
    private final AuditLogAsking auditLog;
    private final IntegrityCheck integrity;
    private final ObjectMapper json;

    CoverageReports(
            Ledger ledger,
            Artefacts artefacts,
            Surveys surveys,
            Parts parts,
            Principals principals,
            Asking asking,
            KnownAccounts accounts,
            KnownCluster cluster,
            AuditLogAsking auditLog,
            IntegrityCheck integrity,
            ObjectMapper json) {
        this.integrity = integrity;
        this.ledger = ledger;
        this.artefacts = artefacts;
        this.surveys = surveys;
        this.parts = parts;
        this.principals = principals;
        this.asking = asking;
        this.accounts = accounts;
        this.cluster = cluster;
        this.auditLog = auditLog;
        this.json = json;
    }

    /** Empty before the first round was concluded. */
    public Optional<Coverage> of(IncidentId id) {
        return ledger.last(id, KIND)
                .map(entry -> read(entry.body().path("artefact").asText()));
    }

    /** Whether the cluster's audit log was asked in the last round that was read, and answered to its end. */
    public boolean isAuditLogAnswered(IncidentId id) {
        return auditLog.answeredLast(id);
    }

    /** Whether logs that were read hold an audit log as a whole, of the suspect window too. */
    boolean holdsAuditLog(Incident incident) {
        String compromisedAt = incident.scope().compromisedAt().toString();
        return of(incident.id()).stream()
                .flatMap(coverage -> coverage.trails().stream())
                .anyMatch(trail -> trail.source().equals(Finding.KUBERNETES)
                        && !trail.askedAlone()
                        && trail.lastEvent() != null
                        && trail.lastEvent().compareTo(compromisedAt) >= 0);
    }

    private Coverage read(String artefact) {
        try (InputStream stored = artefacts.open(artefact)) {
            return json.readValue(stored, Coverage.class);
        } catch (IOException broken) {
            throw new IllegalStateException("The coverage report cannot be read", broken);
        }
    }

    void record(Incident incident, int round, Surveys.Stored survey, Window window, Followed followed) {
        IncidentId id = incident.id();
        List<GroupReport> reports = new ArrayList<>();
        List<GroupReport> answers = new ArrayList<>();
        for (Surveys.Group group : surveys.groups(id, survey.number())) {
            boolean brought = surveys.files(survey, group).stream().anyMatch(ArchiveFile::holdsAnswersAlone);
            parts.report(id, group.id()).ifPresent(brought ? answers::add : reports::add);
        }
        Optional<Entry> surveyed = ledger.ofStep(id, "survey-" + survey.number());
        Set<String> accounts = new TreeSet<>(incident.scope().allAccounts());
        accounts.addAll(PrincipalList.accounts(incident.scope(), principals.all(id)));
        Coverage coverage = new CoverageWriter(
                        window,
                        accounts,
                        survey.survey(),
                        reports,
                        new AskedCoverage(
                                answers, asking.told(id).orElse(null), ofCluster(incident), auditLog.answered(id)),
                        surveyed.map(Entry::body).orElse(null),
                        followed,
                        integrity.of(incident, window, reports))
                .write();
        Artefact kept = artefacts.put("application/json", out -> json.writeValue(new Unclosed(out), coverage));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("artefact", kept.sha256());
        body.put("summary", coverage.statements());
        ledger.appendOnce(id, "coverage-" + round, KIND, Actor.SYSTEM, body);
    }

    private List<String> ofCluster(Incident incident) {
        List<String> statements = new ArrayList<>(auditLog.limits(incident.id()));
        statements.addAll(cluster.statements(incident));
        statements.addAll(accounts.statements(incident));
        return statements;
    }
}
