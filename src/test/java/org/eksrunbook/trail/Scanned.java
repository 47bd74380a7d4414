package org.eksrunbook.trail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sound JSON through the scanner; a record is valid until the consumer returns. */
final class Scanned {

    private Scanned() {}

    /** @param expected size of the scanner's first buffer, more or less: small ones have to grow and move what they hold */
    static void each(byte[] json, int expected, Consumer<RawRecord> each) throws IOException {
        each(json, null, expected, each);
    }

    /** @param repeats what is known from elsewhere */
    static void each(byte[] json, @Nullable Repeats repeats, int expected, Consumer<RawRecord> each)
            throws IOException {
        new RecordScanner(
                        new ByteArrayInputStream(json),
                        new RecordScanner.Sink() {
                            @Override
                            public void record(RawRecord record) {
                                each.accept(record);
                            }

                            @Override
                            public void broken(String reason) {
                                throw new AssertionError(reason);
                            }
                        },
                        repeats,
                        expected)
                .scan();
    }
}
