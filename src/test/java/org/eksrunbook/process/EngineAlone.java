package org.eksrunbook.process;

import org.eksrunbook.evidence.Ledger;
import org.eksrunbook.incident.Incidents;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;

/** The server without what lies on top of the engine; named by the tests, found by no scan. */
@EnableAutoConfiguration
@ComponentScan(basePackageClasses = {EngineAlone.class, Ledger.class, Incidents.class})
class EngineAlone {}
