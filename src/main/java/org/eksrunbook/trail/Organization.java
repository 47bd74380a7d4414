package org.eksrunbook.trail;

import java.util.List;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.Unanswered;
import org.jspecify.annotations.Nullable;

/** Port: the accounts of the organization, where the server may list them. Where there is no adapter accounts are numbers. */
public interface Organization {

    /**
     * @param name as the organization calls it; who manages the account chooses it
     * @param state {@code ACTIVE}, {@code SUSPENDED}, {@code CLOSED}, …
     */
    record Account(String id, String name, String state) {}

    /** @param gap what could not be listed and why, as a clause without a full stop; {@code null}: all accounts are there */
    record Answer(List<Account> accounts, @Nullable String gap) {

        public Answer {
            accounts = List.copyOf(accounts);
        }
    }

    /** Whether this server can ask, for such a scope. Asks nobody. */
    boolean isAsked(Scope scope);

    /**
     * Lists them, for half a minute at most; a whole answer of the last minutes is given again.
     *
     * @throws FactsUnavailable where trying again may help and is wanted
     */
    Answer ask(Unanswered unanswered);

    /** What was last answered; asks nobody. */
    Answer known();
}
