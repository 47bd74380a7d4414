package org.eksrunbook.gameday;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes the game day below a folder: {@code archive/} as CloudTrail, AWS Config and CloudWatch Logs deliver into one
 * bucket, {@code cmdb.csv}, {@code finding.json} (GuardDuty's event) and {@code start.json} (the REST call's body). The
 * same seed and moment give the same bytes.
 */
public final class GamedayGenerator {
    private static final int BASELINE_DAYS = 90;
    private static final Duration ATTACK = Duration.ofHours(8);
    private static final Duration DIGESTS = Duration.ofDays(3);

    private GamedayGenerator() {}

    /**
     * Writes everything, {@code start.json} last; nothing may be there yet. {@code compromisedAt} is GuardDuty's
     * {@code eventFirstSeen}; the logs end with that day.
     */
    public static Gameday generate(Path folder, long seed, Instant compromisedAt) {
        return generate(folder, seed, compromisedAt, BASELINE_DAYS);
    }

    /** The same with another number of ordinary days before: a shorter rehearsal. */
    static Gameday generate(Path folder, long seed, Instant compromisedAt, int days) {
        JsonNode organisation = Templates.read("organisation.json");
        Identifiers identifiers = new Identifiers(seed);
        Templates templates = new Templates(identifiers, organisation.path("accounts"), compromisedAt);
        TrailRecord trailRecord = new TrailRecord(templates, new Actors(organisation.path("actors"), templates));
        Path archive = folder.resolve("archive");
        String id = organisation.path("id").asText();
        Instant end = day(compromisedAt.plus(ATTACK)).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);

        DigestFiles digests =
                new DigestFiles(archive, id, organisation.path("bucket").asText(), end.minus(DIGESTS));
        TrailFiles files = new TrailFiles(archive, id, identifiers, new Random(seed + 1), digests);
        OrdinaryWork work = new OrdinaryWork(templates, trailRecord, files, new Random(seed + 2));
        List<AttackEvent> attack = new ArrayList<>(
                new AttackStory(templates, trailRecord, new Random(seed + 3)).tell(compromisedAt, files));
        for (LocalDate day = day(compromisedAt.minus(Duration.ofDays(days)));
                day.atStartOfDay().toInstant(ZoneOffset.UTC).isBefore(end);
                day = day.plusDays(1)) {
            work.day(day, end);
            files.writeUntil(day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
        }
        files.writeUntil(end.plus(Duration.ofHours(1)));
        digests.write();
        attack.addAll(new AuditLog(templates, new Random(seed + 4)).write(archive, compromisedAt, end));
        new ConfigDelivery(templates, new Random(seed + 5)).write(archive, compromisedAt);

        Scene scene = new Scene(compromisedAt, templates.account("A"), "eu-central-1", new Random(seed + 6));
        Path cmdb = folder.resolve("cmdb.csv");
        save(cmdb, templates.fill(Templates.text("cmdb.csv"), scene));
        JsonNode finding = templates.fill(Templates.read("finding.json"), scene);
        save(folder.resolve("finding.json"), finding.toPrettyString());
        JsonNode start = templates.fill(Templates.read("start.json"), scene);
        ((ObjectNode) start.path("variables").path("finding")).put("value", finding.toString());
        save(folder.resolve("start.json"), start.toPrettyString());
        return new Gameday(
                archive, cmdb, start, compromisedAt, end, files.files(), files.records(), List.copyOf(attack));
    }

    private static LocalDate day(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static void save(Path file, String text) {
        try (OutputStream out = PrivateFile.create(file)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
