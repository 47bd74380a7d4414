package org.eksrunbook.gameday;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What the generator wrote: {@code archive} is the folder that stands for the logs' bucket, {@code start} the body that
 * starts the incident over REST, {@code cmdb} the table to import first, {@code attack} the truth for tests.
 */
public record Gameday(
        Path archive,
        Path cmdb,
        JsonNode start,
        Instant compromisedAt,
        Instant end,
        int trailFiles,
        int trailRecords,
        List<AttackEvent> attack) {}
