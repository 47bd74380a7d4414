package org.eksrunbook.people;

import java.util.List;
import org.eksrunbook.incident.Stakeholder;

/**
 * Something that is told to people.
 *
 * @param purpose a short word for the record: {@code update}, {@code owner}, {@code breakGlass}, {@code reminder} …
 * @param to who is told; nobody is allowed, the notice then stands on the case's timeline alone
 * @param text plain text; it is followed by the ledger's head when it is sent
 */
public record Notice(String purpose, List<Stakeholder> to, String subject, String text) {

    public Notice {
        to = List.copyOf(to);
    }
}
