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
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.eksrunbook.evidence.Actor;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.evidence.MissingFacts;
import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.TrailSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The accounts of the organization as they were when an incident's first round began: their names, and which of them nobody looked at. */
@Component
public class KnownAccounts {

    private static final String KIND = "accounts.listed";
    private static final int MOST_NAMED = 20;

    private final ObjectProvider<Organization> organization;
    private final MissingFacts missing;
    private final Ledger ledger;
    private final Artefacts artefacts;
    private final ObjectMapper json;
    private final Map<String, List<Organization.Account>> read = new ConcurrentHashMap<>();

    KnownAccounts(
            ObjectProvider<Organization> organization,
            MissingFacts missing,
            Ledger ledger,
            Artefacts artefacts,
            ObjectMapper json) {
        this.organization = organization;
        this.missing = missing;
        this.ledger = ledger;
        this.artefacts = artefacts;
        this.json = json;
    }

    /** Asks, unless the incident has a whole answer; writes nothing, so that other questions may follow in the same step. */
    Optional<Organization.Answer> ask(Incident incident) {
        Organization asked = organization.getIfAvailable();
        boolean whole = last(incident.id())
                .filter(entry -> !entry.body().hasNonNull("gap"))
                .isPresent();
        return asked == null || whole || !asked.isAsked(incident.scope())
                ? Optional.empty()
                : Optional.of(asked.ask(missing.unanswered(incident.id(), FactSource.ACCOUNTS)));
    }

    /** Keeps an answer; one that says the same as the last is none. */
    void record(IncidentId id, int round, Organization.Answer answer) {
        String gap = answer.gap();
        boolean told = gap != null
                && last(id).filter(entry -> gap.equals(entry.body().path("gap").asText()))
                        .isPresent();
        if (told) {
            return;
        }
        Artefact kept = artefacts.put("application/json", out -> json.writeValue(new Unclosed(out), answer.accounts()));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("round", round);
        body.put("count", answer.accounts().size());
        if (gap != null) {
            body.put("gap", gap);
        }
        body.put("artefact", kept.sha256());
        ledger.appendOnce(id, "accounts-" + round, KIND, Actor.SYSTEM, body);
    }

    /** As the incident's record has them; before anything was recorded as they were last listed. */
    public AccountNames names(IncidentId id) {
        return last(id).map(entry -> AccountNames.of(accounts(entry))).orElseGet(() -> {
            Organization known = organization.getIfAvailable();
            return AccountNames.of(known == null ? List.of() : known.known().accounts());
        });
    }

    /** What the coverage has to say: whose accounts the scope's are, and how many others there are. */
    List<String> statements(Incident incident) {
        return last(incident.id())
                .map(entry -> statements(incident.scope(), entry))
                .orElse(List.of());
    }

    private List<String> statements(Scope scope, Entry entry) {
        if (entry.body().hasNonNull("gap")) {
            return List.of("The accounts of the organization could not be listed: "
                    + entry.body().path("gap").asText()
                    + ". Whether there are accounts beside those of the scope is not known.");
        }
        List<Organization.Account> all = accounts(entry);
        AccountNames names = AccountNames.of(all);
        Map<String, String> states = all.stream()
                .collect(Collectors.toMap(Organization.Account::id, Organization.Account::state, (one, same) -> one));
        List<String> statements = new ArrayList<>();
        Set<String> named = scope.allAccounts();
        for (String account : named) {
            String state = states.get(account);
            if (state == null) {
                statements.add("Account " + account + " of the scope is none of the organization's.");
            } else if (!state.isEmpty() && !state.equals("ACTIVE")) {
                statements.add("Account " + names.shown(account) + " of the scope is " + state + ".");
            }
        }
        long others = states.keySet().stream().filter(id -> !named.contains(id)).count();
        if (others > 0) {
            List<String> mine =
                    named.stream().filter(states::containsKey).limit(MOST_NAMED).toList();
            boolean asked = scope.trailSource() == TrailSource.LOOKUP || scope.trailSource() == TrailSource.ATHENA;
            statements.add("The organization has " + all.size() + " accounts, " + others
                    + " of them beside those of the scope" + (mine.isEmpty() ? "" : " (" + names.shown(mine) + ")")
                    + (asked
                            ? ": those were not asked for anything, also not for principals that are known by an id alone."
                            : ": what was done there is known only as far as logs of them were read."));
        }
        return statements;
    }

    private Optional<Entry> last(IncidentId id) {
        return ledger.last(id, KIND);
    }

    private List<Organization.Account> accounts(Entry entry) {
        return read.computeIfAbsent(entry.body().path("artefact").asText(), this::read);
    }

    private List<Organization.Account> read(String artefact) {
        try (InputStream stored = artefacts.open(artefact)) {
            return List.of(json.readValue(stored, Organization.Account[].class));
        } catch (IOException broken) {
            throw new IllegalStateException("The accounts of the organization cannot be read", broken);
        }
    }
}
