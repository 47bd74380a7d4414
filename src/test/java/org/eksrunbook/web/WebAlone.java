package org.eksrunbook.web;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;

/** The server without the phases: named by tests, found by no scan. */
@EnableAutoConfiguration
@ConfigurationPropertiesScan("org.eksrunbook")
@ComponentScan({
    "org.eksrunbook.incident",
    "org.eksrunbook.evidence",
    "org.eksrunbook.trail",
    "org.eksrunbook.asset",
    "org.eksrunbook.action",
    "org.eksrunbook.people",
    "org.eksrunbook.report",
    "org.eksrunbook.process",
    "org.eksrunbook.web"
})
class WebAlone {}
