package org.eksrunbook.trail;

import org.eksrunbook.incident.IncidentId;
import org.springframework.stereotype.Service;

/**
 * Finds out what the principals of an incident did, in rounds: {@link #beginRound} → {@link #survey} → {@link #readNext} until complete →
 * {@link #concludeRound}, again while that names new principals (Part 3, steps 1 to 3 of the playbook; corrections 4 to 11).
 *
 * <p>Each method does one bounded piece of work, joins the caller's transaction, writes its ledger entries last, and may be repeated.
 */
@Service
public class Investigation {

    /** Derives the principals that the next round looks for: those of the scope, and those that the last round found. */
    public RoundBegun beginRound(IncidentId id) {
        throw new UnsupportedOperationException("follows in the next commit");
    }

    /** Looks for the incident's log files, without opening them. */
    public Survey survey(IncidentId id) {
        throw new UnsupportedOperationException("follows in the next commit");
    }

    /** Reads one bounded group of files, if one is left in this round. */
    public Progress readNext(IncidentId id) {
        throw new UnsupportedOperationException("follows in the next commit");
    }

    /** Asks the questions, classifies the answers, follows the credentials. */
    public RoundOutcome concludeRound(IncidentId id) {
        throw new UnsupportedOperationException("follows in the next commit");
    }
}
