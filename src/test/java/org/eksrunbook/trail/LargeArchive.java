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
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Makes a small archive large: the records in it that do not concern the incident come again and again, with ids and keys of their own, in
 * further files beside those that are there.
 */
final class LargeArchive {

    private static final int RECORDS_A_FILE = 1_000;
    private static final int MOST_MOULDS = 20_000;
    private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);
    private static final byte[] LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".getBytes(US_ASCII);

    /** @param ids where a record's own ids begin and end, @param keys where its access keys do, behind {@code ASIA} */
    private record Mould(byte[] bytes, List<int[]> ids, List<int[]> keys) {}

    private final List<Mould> moulds = new ArrayList<>();
    private final List<Path> folders = new ArrayList<>();
    private final Random random = new Random(11);

    private LargeArchive() {}

    /**
     * @param account whose folders get the further files
     * @param concerned texts of the incident: a record with one of them does not come again
     * @return how many records were added
     */
    static long grow(Path archive, String account, Collection<String> concerned, long events) throws IOException {
        LargeArchive large = new LargeArchive();
        large.learn(archive, account, concerned);
        long added = 0;
        for (int file = 0; added < events; file++) {
            int records = (int) Math.min(RECORDS_A_FILE, events - added);
            large.write(file, account, records);
            added += records;
        }
        return added;
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
                                moulds.add(mould(text));
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
        return new Mould(plain.getBytes(ISO_8859_1), ids, keys);
    }

    private void write(int number, String account, int records) throws IOException {
        Path folder = folders.get((int) ((long) number * 7919 % folders.size()));
        String region = folder.getName(folder.getNameCount() - 4).toString();
        String day =
                folder.toString().substring(folder.toString().length() - 10).replace("/", "");
        Path file = folder.resolve(
                "%s_CloudTrail_%s_%sT%02d%02dZ_L%015d.json.gz".formatted(account, region, day, number % 24, 0, number));
        // Several records of a session stand in one file, as they do in the logs of a busy organisation.
        byte[] session = new byte[16];
        try (OutputStream out = new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file), 1 << 16))) {
            out.write("{\"Records\":[".getBytes(US_ASCII));
            for (int record = 0; record < records; record++) {
                if (record % 10 == 0) {
                    fill(session, 0, session.length, LETTERS);
                }
                if (record > 0) {
                    out.write(',');
                }
                out.write(cast(moulds.get(random.nextInt(moulds.size())), session));
            }
            out.write("]}".getBytes(US_ASCII));
        }
    }

    private byte[] cast(Mould mould, byte[] session) {
        byte[] record = mould.bytes().clone();
        for (int[] id : mould.ids()) {
            for (int at = id[0]; at < id[1]; at++) {
                record[at] = record[at] == '-' ? record[at] : HEX[random.nextInt(16)];
            }
        }
        for (int[] key : mould.keys()) {
            System.arraycopy(session, 0, record, key[0], Math.min(session.length, key[1] - key[0]));
        }
        return record;
    }

    private void fill(byte[] bytes, int from, int to, byte[] letters) {
        for (int at = from; at < to; at++) {
            bytes[at] = letters[random.nextInt(letters.length)];
        }
    }
}
