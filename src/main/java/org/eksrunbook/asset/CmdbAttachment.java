package org.eksrunbook.asset;

import java.time.Instant;

/** An artefact kept with an entry of the CMDB. */
public record CmdbAttachment(String incident, String sha256, String title, Instant at) {}
