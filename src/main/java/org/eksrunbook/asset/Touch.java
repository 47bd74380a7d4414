package org.eksrunbook.asset;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;

/** One effective call that touched a row, as the inventory's artefact keeps it. {@code changes} are those for this resource. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Touch(String event, Instant time, String action, List<Change> changes, String principal) {}
