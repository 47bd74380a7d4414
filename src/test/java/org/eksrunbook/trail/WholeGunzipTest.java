package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WholeGunzipTest {

    private static final Unpacking WHOLE = new Unpacking(1L << 33, 300, true);
    private static final Unpacking BY_JAVA = new Unpacking(1L << 33, 300, false);
    private static final byte[] LOG = LogFilesOnDisk.records(LogFilesOnDisk.event("a", "PutObject"), noise(400_000))
            .getBytes(UTF_8);

    @BeforeAll
    static void libdeflate() {
        assumeTrue(Libdeflate.isThere(), "This machine has no libdeflate (Debian: libdeflate0)");
    }

    /** What somebody saw of a file: content and hash up to where it broke, and how. */
    private record Seen(
            String content,
            String hash,
            boolean appended,
            @Nullable String failure) {

        static Seen of(InputStream stored, Unpacking unpacking) throws IOException {
            ContentHash hash = new ContentHash();
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            String failure = null;
            try (InputStream in = WholeGunzip.open(stored, unpacking, hash)) {
                byte[] some = new byte[1000];
                for (int count = in.read(some); count >= 0; count = in.read(some)) {
                    content.write(some, 0, count);
                }
            } catch (IOException broken) {
                failure = broken.getClass().getSimpleName() + ": " + broken.getMessage();
            }
            return new Seen(content.toString(UTF_8), hash.hex(), hash.appended(), failure);
        }
    }

    static Stream<Arguments> files() {
        byte[] sound = LogFilesOnDisk.gzip(LOG);
        return Stream.of(
                Arguments.of("sound", sound),
                Arguments.of("nothing in it", LogFilesOnDisk.gzip(new byte[0])),
                Arguments.of("name, comment, extra field and header's checksum", withHeader(sound)),
                Arguments.of("two members", join(sound, LogFilesOnDisk.gzip("more".getBytes(UTF_8)))),
                Arguments.of("zeros behind it", join(sound, new byte[512])),
                Arguments.of("something else behind it", join(sound, "else".getBytes(UTF_8))),
                Arguments.of("cut in the middle", Arrays.copyOf(sound, sound.length / 2)),
                Arguments.of("cut in its trailer", Arrays.copyOf(sound, sound.length - 3)),
                Arguments.of("cut in its header", Arrays.copyOf(sound, 7)),
                Arguments.of("damaged", changed(sound, sound.length / 2)),
                Arguments.of("another checksum", changed(sound, sound.length - 8)),
                Arguments.of("a length that is a lie", changed(sound, sound.length - 4)),
                Arguments.of("a length beyond all that there is", changed(sound, sound.length - 1)),
                Arguments.of("larger than what is unpacked at one go", LogFilesOnDisk.gzip(new byte[9 << 20])),
                Arguments.of(
                        "compressed larger than that",
                        LogFilesOnDisk.gzip(noise(3 << 20).getBytes(UTF_8))),
                Arguments.of("a bomb", LogFilesOnDisk.gzip(new byte[64 << 20])),
                Arguments.of("no gzip", LOG));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void isReadAsJavaReadsIt(String what, byte[] file) throws IOException {
        Seen whole = Seen.of(new ByteArrayInputStream(file), WHOLE);

        assertThat(whole).isEqualTo(Seen.of(new ByteArrayInputStream(file), BY_JAVA));
        assertThat(whole).isEqualTo(Seen.of(new Dribble(file), WHOLE));
    }

    @Test
    void whatIsSmallAndSoundIsUnpackedAtOneGo() throws IOException {
        try (InputStream whole = WholeGunzip.open(stored(LogFilesOnDisk.gzip(LOG)), WHOLE, null);
                InputStream byJava = WholeGunzip.open(stored(LogFilesOnDisk.gzip(LOG)), BY_JAVA, null)) {
            assertThat(whole).isInstanceOf(WholeGunzip.class);
            assertThat(byJava).isInstanceOf(GunzipStream.class);
        }
    }

    @Test
    void whatStandsBeforeAFaultOfTheSourceIsReadAndTheFaultIsTold() throws IOException {
        byte[] file = LogFilesOnDisk.gzip(LOG);
        Seen byJava = Seen.of(breaking(file), BY_JAVA);

        Seen whole = Seen.of(breaking(file), WHOLE);

        assertThat(whole).isEqualTo(byJava);
        assertThat(whole.failure()).isEqualTo("IOException: the line is dead");
        assertThat(whole.content()).isNotEmpty();
    }

    @Test
    void moreThanAFileMayHoldIsRefusedThereToo() throws IOException {
        Unpacking little = new Unpacking(LOG.length - 1, 300, true);

        assertThat(Seen.of(stored(LogFilesOnDisk.gzip(LOG)), little).failure())
                .isEqualTo("ZipException: holds more than 0 MB");
    }

    @Test
    void severalAtOnceDoNotMixWhatTheyRead() throws Exception {
        List<byte[]> files = new ArrayList<>();
        for (int number = 0; number < 40; number++) {
            files.add((number + noise(50_000 + number)).getBytes(UTF_8));
        }
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<String>> read = new ArrayList<>();
            for (byte[] file : files) {
                read.add(threads.submit(
                        () -> Seen.of(stored(LogFilesOnDisk.gzip(file)), WHOLE).content()));
            }
            for (int number = 0; number < files.size(); number++) {
                assertThat(read.get(number).get()).isEqualTo(new String(files.get(number), UTF_8));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatIsClosedGivesNothingOfAnotherFile() throws IOException {
        InputStream closed = WholeGunzip.open(stored(LogFilesOnDisk.gzip(LOG)), WHOLE, null);
        closed.close();
        closed.close();

        assertThatThrownBy(closed::read).isInstanceOf(IOException.class).hasMessage("closed");
    }

    private static InputStream stored(byte[] file) {
        return new ByteArrayInputStream(file);
    }

    private static InputStream breaking(byte[] file) {
        return new SequenceInputStream(new ByteArrayInputStream(file, 0, file.length / 2), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the line is dead");
            }
        });
    }

    /** Gives little at a time, as the network does. */
    private static final class Dribble extends ByteArrayInputStream {

        Dribble(byte[] file) {
            super(file);
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 777));
        }
    }

    private static String noise(int length) {
        Random random = new Random(length);
        StringBuilder noise = new StringBuilder(length);
        while (noise.length() < length) {
            noise.append((char) ('a' + random.nextInt(26)));
        }
        return noise.toString();
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] joined = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, joined, one.length, other.length);
        return joined;
    }

    private static byte[] changed(byte[] file, int at) {
        byte[] changed = file.clone();
        changed[at] ^= 0x55;
        return changed;
    }

    /** All that RFC 1952 lets stand before the compressed data. */
    private static byte[] withHeader(byte[] plain) {
        byte[] fixed = Arrays.copyOf(plain, 10);
        fixed[3] = 2 | 4 | 8 | 16;
        byte[] head = join(join(fixed, new byte[] {3, 0, 1, 2, 3}), "name\0comment\0".getBytes(UTF_8));
        java.util.zip.CRC32 checksum = new java.util.zip.CRC32();
        checksum.update(head);
        long low = checksum.getValue() & 0xffff;
        head = join(head, new byte[] {(byte) low, (byte) (low >> 8)});
        return join(head, Arrays.copyOfRange(plain, 10, plain.length));
    }
}
