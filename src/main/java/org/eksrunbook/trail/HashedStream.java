package org.eksrunbook.trail;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Hashes a content that is not compressed while it is read. */
final class HashedStream extends FilterInputStream {

    private final ContentHash hash;

    HashedStream(InputStream in, ContentHash hash) {
        super(in);
        this.hash = hash;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        if (count > 0) {
            hash.update(target, offset, count);
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
