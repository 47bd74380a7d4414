package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.eksrunbook.trail.LogFilesOnDisk.event;
import static org.eksrunbook.trail.LogFilesOnDisk.gzip;
import static org.eksrunbook.trail.LogFilesOnDisk.records;
import static org.eksrunbook.trail.LogFilesOnDisk.write;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** An archive of files that would fill the memory of a careless reader, each with sound events before and behind what is hostile in it. */
final class LargeHostileLogs {

    static final int TINY_FILES = 100_000;
    private static final String FOLDER = "AWSLogs/111122223333/CloudTrail/us-east-1/2024/08/02/";
    private static final byte[] LETTERS = new byte[1 << 20];

    static {
        Random random = new Random(5);
        for (int at = 0; at < LETTERS.length; at++) {
            LETTERS[at] = (byte) ('a' + random.nextInt(26));
        }
    }

    private final Path root;
    private final Set<String> sound = new TreeSet<>();

    private LargeHostileLogs(Path root) {
        this.root = root;
    }

    /** Writes them and tells the ids of the events that a reader has to find. */
    static Set<String> into(Path root) throws IOException {
        LargeHostileLogs logs = new LargeHostileLogs(root);
        Files.createDirectories(root.resolve(FOLDER));
        logs.bombs();
        logs.largeRecords();
        logs.tinyFiles();
        return logs.sound;
    }

    /** Ten gigabytes each, of ten megabytes. */
    private void bombs() throws IOException {
        bomb("zeros.json.gz", "", (byte) 0);
        bomb("blanks.json.gz", "{\"Records\":[" + sound("before-blanks"), (byte) ' ');
        bomb("string.json.gz", "{\"Records\":[" + sound("before-string") + ",{\"eventName\":\"", (byte) 'a');
        bomb("depth.json.gz", "{\"Records\":[" + sound("before-depth") + ",{\"requestParameters\":", (byte) '[');
        bomb("csv.csv.gz", "eventID,eventName\n\"", (byte) 'a');
        bomb("lines.log.gz", "2024-08-02T08:23:24Z {\"", (byte) '{');
    }

    /** One deflate stream without end: a block of it stands for itself, since nothing before it is referred to. */
    private void bomb(String name, String beginning, byte filling) throws IOException {
        byte[] many = new byte[64 << 20];
        Arrays.fill(many, filling);
        byte[] block = deflated(many);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(root.resolve(FOLDER + name)))) {
            out.write(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3});
            out.write(deflated(beginning.getBytes(UTF_8)));
            for (int times = 0; times < 160; times++) {
                out.write(block);
            }
        }
    }

    private static byte[] deflated(byte[] plain) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(plain);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] piece = new byte[1 << 16];
        for (int count = 1; count > 0; ) {
            count = deflater.deflate(piece, 0, piece.length, Deflater.FULL_FLUSH);
            bytes.write(piece, 0, count);
        }
        deflater.end();
        return bytes.toByteArray();
    }

    private void largeRecords() throws IOException {
        try (OutputStream out = open("a-string-of-256-mb.json.gz")) {
            begin(out, "before-256-mb");
            string(out, 256);
            end(out, "behind-256-mb");
        }
        try (OutputStream out = open("records-of-50-mb.json.gz")) {
            begin(out, "before-50-mb");
            string(out, 50);
            out.write(("\"}," + sound("between-50-mb") + ",{\"eventID\":\"x\",\"eventName\":\"").getBytes(UTF_8));
            string(out, 50);
            end(out, "behind-50-mb");
        }
        // Large, but within what a record may have: the principal's own, so that they have to be kept.
        for (int file = 0; file < 4; file++) {
            try (OutputStream out = open("records-of-3-mb-" + file + ".json.gz")) {
                begin(out, "before-3-mb-" + file);
                out.write("\"}".getBytes(UTF_8));
                for (int record = 0; record < 10; record++) {
                    String id = "of-3-mb-" + file + "-" + record;
                    String event = sound(id);
                    out.write((',' + event.substring(0, event.length() - 1)).getBytes(UTF_8));
                    for (int member = 0; member < 3; member++) {
                        out.write((",\"filling" + member + "\":\"").getBytes(UTF_8));
                        string(out, 1);
                        out.write('"');
                    }
                    out.write('}');
                }
                out.write("]}".getBytes(UTF_8));
            }
        }
        String deep = "{\"eventName\":\"x\",\"eventID\":\"deep\",\"requestParameters\":" + "[".repeat(200_000)
                + "]".repeat(200_000) + "}";
        write(
                root,
                FOLDER + "depth-of-200000.json.gz",
                gzip(records(sound("before-deep"), deep, sound("behind-deep"))));
        // Little text that is a great many things once it is parsed.
        for (String thing : new String[] {"{}", "[]", "1", "{\"a\":[]}"}) {
            String event = event("many-things", "PutObject");
            write(
                    root,
                    FOLDER + "things-" + thing.length() + ".json.gz",
                    gzip(records(
                            event.substring(0, event.length() - 1) + ",\"resources\":["
                                    + (thing + ",").repeat((3 << 20) / (thing.length() + 1)) + "1]}",
                            sound("behind-things-" + thing.length()))));
        }
        StringBuilder keys = new StringBuilder(event("many-keys", "PutObject"))
                .deleteCharAt(event("many-keys", "PutObject").length() - 1);
        for (int key = 0; keys.length() < 3 << 20; key++) {
            keys.append(",\"").append(Integer.toString(key, 36)).append("\":1");
        }
        write(root, FOLDER + "keys.json.gz", gzip(records(keys.append('}').toString(), sound("behind-keys"))));
    }

    private void tinyFiles() {
        for (int file = 0; file < TINY_FILES; file++) {
            String id = "tiny-" + file;
            write(
                    root,
                    "tiny/%02d/%05d.json".formatted(file % 100, file),
                    records(
                            file % 1000 == 0
                                    ? sound(id)
                                    : event(
                                                    id,
                                                    "GetObject",
                                                    "arn:aws:iam::111122223333:user/bob",
                                                    "2024-08-02T08:00:00Z")
                                            .replace("AKIAEXAMPLEEXAMPLE01", "AKIABOB")
                                            .replace("AIDAEXAMPLE", "AIDABOB")
                                            .replace("\"eve\"", "\"bob\"")));
        }
    }

    private OutputStream open(String name) throws IOException {
        return new BufferedOutputStream(
                new GZIPOutputStream(Files.newOutputStream(root.resolve(FOLDER + name)), 1 << 16) {
                    {
                        def.setLevel(Deflater.BEST_SPEED);
                    }
                });
    }

    private void begin(OutputStream out, String id) throws IOException {
        out.write(("{\"Records\":[" + sound(id) + ",{\"eventID\":\"x\",\"eventName\":\"").getBytes(UTF_8));
    }

    private void end(OutputStream out, String id) throws IOException {
        out.write(("\"}," + sound(id) + "]}").getBytes(UTF_8));
    }

    private static void string(OutputStream out, int megabytes) throws IOException {
        for (int written = 0; written < megabytes; written++) {
            out.write(LETTERS);
        }
    }

    private String sound(String id) {
        sound.add(id);
        return event(id, "PutObject");
    }
}
