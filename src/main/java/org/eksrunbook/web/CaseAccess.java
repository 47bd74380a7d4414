package org.eksrunbook.web;

import java.util.List;
import org.eksrunbook.asset.Inventory;
import org.eksrunbook.incident.Forbidden;
import org.eksrunbook.incident.Incident;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.Incidents;
import org.eksrunbook.trail.Coverage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who sees what of which incident. Every path of an incident goes through here. */
@Component
class CaseAccess {

    private final Incidents incidents;
    private final Inventory inventory;

    CaseAccess(Incidents incidents, Inventory inventory) {
        this.incidents = incidents;
        this.inventory = inventory;
    }

    /** @param own the rows that the reader is confined to; {@code null}: sees everything */
    record Seen(Incident incident, @Nullable OwnRows own) {

        /** What the logs cover, for owners of the accounts in which their things lie alone. */
        Coverage ownOf(Coverage whole) {
            return own == null ? whole : whole.of(own.accounts());
        }
    }

    /**
     * The incident, and to which rows the reader is confined.
     *
     * @throws NotFound where there is none, or an owner has nothing in it: the two cannot be told apart
     * @throws Forbidden where the reader's groups read nothing
     */
    Seen seen(String id, Reader reader) {
        mustRead(reader);
        if (!IncidentId.isValid(id)) {
            throw NotFound.incident();
        }
        Incident incident = incidents.find(new IncidentId(id)).orElseThrow(NotFound::incident);
        if (reader.readsAll()) {
            return new Seen(incident, null);
        }
        OwnRows own = OwnRows.of(inventory.rows(incident.id()), reader);
        if (own.none()) {
            throw NotFound.incident();
        }
        return new Seen(incident, own);
    }

    /** Every incident in which the reader sees something, the newest first. */
    List<Seen> all(Reader reader) {
        mustRead(reader);
        if (reader.readsAll()) {
            return incidents.list().stream()
                    .map(incident -> new Seen(incident, null))
                    .toList();
        }
        return incidents.list().stream()
                .map(incident -> new Seen(incident, OwnRows.of(inventory.rows(incident.id()), reader)))
                .filter(seen -> seen.own() != null && !seen.own().none())
                .toList();
    }

    private static void mustRead(Reader reader) {
        if (!reader.reads()) {
            throw new Forbidden(
                    "Reading incidents is for responders, approvers, managers, forensics, application owners"
                            + " and administrators");
        }
    }

    /**
     * The incident, for what no application owner gets.
     *
     * @throws Forbidden for an owner of something in it
     */
    Incident whole(String id, Reader reader) {
        Seen seen = seen(id, reader);
        if (seen.own() != null) {
            throw new Forbidden("Application owners see the resources and findings of their own applications only");
        }
        return seen.incident();
    }

    /** The incident, for somebody who wants to change something about it and must be in one of the groups. */
    Incident changing(String id, Reader reader, String what, String... anyOf) {
        Incident incident = seen(id, reader).incident();
        reader.mustBe(what, anyOf);
        return incident;
    }
}
