package org.eksrunbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.trail.AccountNames;

/** Accounts with the names that the organization's list has for them, and the entry that holds the list. */
final class NamedAccounts {

    private final Optional<Entry> listed;
    private final AccountNames names;

    private NamedAccounts(Optional<Entry> listed, AccountNames names) {
        this.listed = listed;
        this.names = names;
    }

    static NamedAccounts of(CaseLedger ledger) {
        Optional<Entry> listed = ledger.last("accounts.listed");
        Map<String, String> names = new HashMap<>();
        listed.map(entry -> entry.body().path("artefact").asText())
                .filter(Artefact::isHash)
                .ifPresent(artefact -> Rows.forEach(
                        ledger.artefacts(),
                        artefact,
                        account -> names.put(
                                account.path("id").asText(),
                                account.path("name").asText())));
        return new NamedAccounts(listed, new AccountNames(names));
    }

    /** A field that holds one account or a list of them. */
    String shown(JsonNode field) {
        if (!field.isArray()) {
            return field.isValueNode() && !field.asText().isEmpty() ? names.shown(field.asText()) : "";
        }
        List<String> accounts = new ArrayList<>();
        field.forEach(account -> accounts.add(names.shown(account.asText())));
        return String.join("; ", accounts);
    }

    /** «111122223333 eu-central-1» with the account's name. */
    String place(String place) {
        int space = place.indexOf(' ');
        return space < 0 ? names.shown(place) : names.shown(place.substring(0, space)) + place.substring(space);
    }

    /** The entry, and the list where it names something. */
    List<Report.Cite> cites(Entry entry) {
        List<Report.Cite> cites = new ArrayList<>(List.of(Cites.of(entry)));
        listed.filter(list -> !names.byNumber().isEmpty()).map(Cites::of).ifPresent(cites::add);
        return cites;
    }
}
