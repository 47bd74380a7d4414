package org.eksrunbook.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eksrunbook.incident.InvalidInput;

/** Refuses a body that is longer than it may be, as soon as that is known. */
final class LimitedInput extends FilterInputStream {

    private final long most;
    private long left;

    LimitedInput(InputStream in, long most) {
        super(in);
        this.most = most;
        this.left = most;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int read) {
        left -= read;
        if (left < 0) {
            throw new InvalidInput("The body is longer than " + most + " bytes");
        }
    }
}
