package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;

/** A text of another character set as UTF-8: some tools export UTF-16. */
final class TranscodedStream extends InputStream {

    private final Reader reader;
    private final char[] letters = new char[1 << 13];
    private byte[] ready = {};
    private int pos;

    TranscodedStream(InputStream in, Charset charset) {
        this.reader = new InputStreamReader(in, charset);
    }

    @Override
    public int read() throws IOException {
        return more() ? ready[pos++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!more()) {
            return -1;
        }
        int count = Math.min(length, ready.length - pos);
        System.arraycopy(ready, pos, target, offset, count);
        pos += count;
        return count;
    }

    private boolean more() throws IOException {
        if (pos < ready.length) {
            return true;
        }
        int count = reader.read(letters, 0, letters.length - 1);
        if (count <= 0) {
            return false;
        }
        if (Character.isHighSurrogate(letters[count - 1])) {
            int low = reader.read();
            if (low >= 0) {
                letters[count++] = (char) low;
            }
        }
        ready = new String(letters, 0, count).getBytes(UTF_8);
        pos = 0;
        return true;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
