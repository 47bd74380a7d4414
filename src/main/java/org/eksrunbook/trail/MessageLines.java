package org.eksrunbook.trail;

import java.io.IOException;
import java.io.InputStream;

/**
 * The JSON messages of log lines: of each line what stands from its first <code>{"</code> on, nothing of lines without one. CloudWatch Logs
 * exports a time, a space and the message; lines of other components stand among them.
 */
final class MessageLines extends InputStream {

    private final InputStream in;
    private final byte[] input = new byte[1 << 16];
    private int pos;
    private int end;
    private boolean inMessage;
    private boolean brace;

    MessageLines(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = 0;
        while (count < length) {
            if (pos == end) {
                if (count > 0) {
                    return count;
                }
                end = Math.max(0, in.read(input, 0, input.length));
                pos = 0;
                if (end == 0) {
                    return -1;
                }
            }
            byte letter = input[pos];
            if (inMessage) {
                target[offset + count++] = letter;
                inMessage = letter != '\n';
                brace = false;
                pos++;
            } else if (brace && letter == '"') {
                target[offset + count++] = '{';
                inMessage = true;
            } else {
                brace = letter == '{';
                pos++;
            }
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
