package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
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

    void write(Path file, int records) throws IOException {
        try (OutputStream stored = Files.newOutputStream(file);
                Writer out = new OutputStreamWriter(new GZIPOutputStream(stored), UTF_8)) {
            out.write("{\"Records\":[");
            for (int record = 0; record < records; record++) {
                out.write(record == 0 ? "" : ",");
                out.write(record(random.nextInt(ONE_IN) == 0 ? ofSuspect : ordinary));
            }
            out.write("]}");
        }
    }

    private String record(List<String> moulds) {
        String time = String.format(
                Locale.ROOT, "%02d:%02d:%02dZ", random.nextInt(24), random.nextInt(60), random.nextInt(60));
        return moulds.get(random.nextInt(moulds.size()))
                .replace("@time", time)
                .replace("@few", String.valueOf(10 + random.nextInt(40)))
                .replace("@id", new UUID(random.nextLong(), random.nextLong()).toString());
    }
}
