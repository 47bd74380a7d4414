package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/** A made-up log of an account that does not exist: what roles, users and services do all day, and now and then what {@link #SUSPECT} does. */
final class RehearsedLog {

    static final String ACCOUNT = "000000000000";
    static final String SUSPECT = "arn:aws:iam::" + ACCOUNT + ":user/rehearsal";

    private static final int ONE_IN = 40;
    /** Of so many files one holds a record a line, as audit logs do. */
    private static final int LINES_IN = 4;

    private final Random random;
    private final List<String> ordinary;
    private final List<String> ofSuspect;

    RehearsedLog(long seed) throws IOException {
        random = new Random(seed);
        List<String> moulds = moulds();
        ordinary = moulds.stream().filter(mould -> !mould.contains(SUSPECT)).toList();
        ofSuspect = moulds.stream().filter(mould -> mould.contains(SUSPECT)).toList();
    }

    private static List<String> moulds() throws IOException {
        try (InputStream file = RehearsedLog.class.getResourceAsStream("/rehearsal.ndjson")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8)
                    .lines()
                    .toList();
        }
    }

    void write(Path file, int records, LocalDate day) throws IOException {
        try (OutputStream stored = Files.newOutputStream(file);
                Writer out = new OutputStreamWriter(new GZIPOutputStream(stored), UTF_8)) {
            boolean lines = random.nextInt(LINES_IN) == 0;
            out.write(lines ? "" : "{\"Records\":[");
            for (int record = 0; record < records; record++) {
                out.write(record == 0 ? "" : lines ? "\n" : ",");
                out.write(record(day, random.nextInt(ONE_IN) == 0 ? ofSuspect : ordinary));
            }
            out.write(lines ? "\n" : "]}");
        }
    }

    private String record(LocalDate day, List<String> moulds) {
        String time = String.format(
                Locale.ROOT, "%02d:%02d:%02dZ", random.nextInt(24), random.nextInt(60), random.nextInt(60));
        return moulds.get(random.nextInt(moulds.size()))
                .replace("@day", day.toString())
                .replace("@time", time)
                .replace("@micros", time.replace("Z", ".%06dZ".formatted(random.nextInt(1_000_000))))
                .replace("@few", String.valueOf(10 + random.nextInt(40)))
                .replace("@id", new UUID(random.nextLong(), random.nextLong()).toString());
    }
}
