package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Makes a small archive large: the records in it that do not concern the incident come again and again, with ids, days and keys of their own, in
 * further files beside those that are there. As in the logs of a busy organisation a file is of one day, and its records are those of some hundred
 * sessions that work at the same time, each of one principal with one key since one moment.
 */
final class LargeArchive {

    private static final int RECORDS_A_FILE = 1_000;
    private static final int SESSIONS_A_FILE = 100;
    private static final int MOST_MOULDS = 20_000;
    private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);
    private static final byte[] LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".getBytes(US_ASCII);

    /**
     * @param ids where a record's own ids begin and end
     * @param keys where its access keys do, behind {@code ASIA}
     * @param day where its day begins, @param since where the time of its session does; -1: nowhere
     */
    private record Mould(byte[] bytes, List<int[]> ids, List<int[]> keys, int day, int since) {}

    /** @param since the time of its begin, from the hour on */
    private record Session(List<Mould> moulds, byte[] key, byte[] since) {}

    private final List<Mould> moulds = new ArrayList<>();
    private final Map<String, List<Mould>> byPrincipal = new HashMap<>();
    // The principal of each mould: who calls often has sessions often.
    private final List<String> principals = new ArrayList<>();
    private final List<Path> folders = new ArrayList<>();
    private final Random random = new Random(11);

    private LargeArchive() {}

    /**
     * @param account whose folders get the further files
     * @param concerned texts of the incident: a record with one of them does not come again
     * @param copies how often each further file stands there, under names of its own; the disk holds it once
     * @return how many records were added, those of all copies
     */
    static long grow(Path archive, String account, Collection<String> concerned, long events, int copies)
            throws IOException {
        LargeArchive large = new LargeArchive();
        large.learn(archive, account, concerned);
        long added = 0;
        for (int file = 0; added < events; file++) {
            int records = (int) Math.min(RECORDS_A_FILE, events - added);
            large.write(file, account, records, copies);
            added += records;
        }
        return added * copies;
    }

    private void learn(Path archive, String account, Collection<String> concerned) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(archive)) {
            files = all.filter(file -> file.toString().contains("/" + account + "/CloudTrail/"))
                    .filter(file -> file.toString().endsWith(".json.gz"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            Path folder = file.getParent();
            if (folders.isEmpty() || !folders.get(folders.size() - 1).equals(folder)) {
                folders.add(folder);
            }
            if (moulds.size() < MOST_MOULDS) {
                learn(file, concerned);
            }
        }
    }

    private void learn(Path file, Collection<String> concerned) throws IOException {
        try (InputStream content = new GZIPInputStream(Files.newInputStream(file))) {
            new RecordScanner(content, new RecordScanner.Sink() {
                        @Override
                        public void record(RawRecord record) {
                            String text = record.asText();
                            if (concerned.stream().noneMatch(text::contains)) {
                                Mould mould = mould(text);
                                moulds.add(mould);
                                byPrincipal
                                        .computeIfAbsent(
                                                String.valueOf(record.text(Field.PRINCIPAL_ID)),
                                                key -> new ArrayList<>())
                                        .add(mould);
                                principals.add(String.valueOf(record.text(Field.PRINCIPAL_ID)));
                            }
                        }

                        @Override
                        public void broken(String reason) {
                            throw new IllegalStateException(reason);
                        }
                    })
                    .scan();
        }
    }

    private static Mould mould(String text) {
        List<int[]> ids = new ArrayList<>();
        String plain = new String(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), ISO_8859_1);
        for (String name : List.of("\"eventID\":\"", "\"requestID\":\"")) {
            int at = plain.indexOf(name);
            if (at >= 0) {
                ids.add(new int[] {at + name.length(), plain.indexOf('"', at + name.length())});
            }
        }
        List<int[]> keys = new ArrayList<>();
        for (int at = plain.indexOf("\"ASIA"); at >= 0; at = plain.indexOf("\"ASIA", at + 1)) {
            keys.add(new int[] {at + 5, plain.indexOf('"', at + 5)});
        }
        return new Mould(
                plain.getBytes(ISO_8859_1),
                ids,
                keys,
                behind(plain, "\"eventTime\":\""),
                behind(plain, "\"creationDate\":\""));
    }

    private static int behind(String text, String name) {
        int at = text.indexOf(name);
        return at < 0 ? -1 : at + name.length();
    }

    private void write(int number, String account, int records, int copies) throws IOException {
        Path folder = folders.get((int) ((long) number * 7919 % folders.size()));
        String region = folder.getName(folder.getNameCount() - 4).toString();
        String day =
                folder.toString().substring(folder.toString().length() - 10).replace("/", "");
        String name = "%s_CloudTrail_%s_%sT%02d%02dZ_L%015d".formatted(account, region, day, number % 24, 0, number);
        Path file = folder.resolve(name + ".json.gz");
        byte[] date = "%s-%s-%s"
                .formatted(day.substring(0, 4), day.substring(4, 6), day.substring(6))
                .getBytes(US_ASCII);
        List<Session> sessions = new ArrayList<>();
        for (int session = 0; session < SESSIONS_A_FILE; session++) {
            byte[] key = new byte[16];
            fill(key, LETTERS);
            byte[] since = "T%02d:%02d:%02dZ"
                    .formatted(random.nextInt(24), random.nextInt(60), random.nextInt(60))
                    .getBytes(US_ASCII);
            sessions.add(new Session(
                    byPrincipal.getOrDefault(principals.get(random.nextInt(principals.size())), List.of()),
                    key,
                    since));
        }
        try (OutputStream out = new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file), 1 << 16))) {
            out.write("{\"Records\":[".getBytes(US_ASCII));
            for (int record = 0; record < records; record++) {
                if (record > 0) {
                    out.write(',');
                }
                out.write(cast(sessions.get(random.nextInt(sessions.size())), date));
            }
            out.write("]}".getBytes(US_ASCII));
        }
        for (int copy = 1; copy < copies; copy++) {
            Files.createLink(folder.resolve(name + "C" + copy + ".json.gz"), file);
        }
    }

    private byte[] cast(Session session, byte[] date) {
        Mould mould = session.moulds().get(random.nextInt(session.moulds().size()));
        byte[] record = mould.bytes().clone();
        for (int[] id : mould.ids()) {
            for (int at = id[0]; at < id[1]; at++) {
                record[at] = record[at] == '-' ? record[at] : HEX[random.nextInt(16)];
            }
        }
        for (int[] key : mould.keys()) {
            System.arraycopy(session.key(), 0, record, key[0], Math.min(session.key().length, key[1] - key[0]));
        }
        if (mould.day() >= 0) {
            System.arraycopy(date, 0, record, mould.day(), date.length);
        }
        if (mould.since() >= 0) {
            System.arraycopy(date, 0, record, mould.since(), date.length);
            System.arraycopy(session.since(), 0, record, mould.since() + date.length, session.since().length);
        }
        return record;
    }

    private void fill(byte[] bytes, byte[] letters) {
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = letters[random.nextInt(letters.length)];
        }
    }
}
