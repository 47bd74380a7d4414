package org.eksrunbook.report;

import java.util.Optional;

/** Writes one section of the report; empty where the ledger has nothing for it. */
@FunctionalInterface
interface Chapter {

    Optional<Report.Section> write(CaseLedger ledger);
}
