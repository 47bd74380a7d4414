package org.eksrunbook.aws;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.util.HexFormat;
import org.eksrunbook.evidence.ArtefactsUnavailable;
import org.eksrunbook.evidence.Sha256;

/**
 * An artefact on its way: who reads it to its end, or closes it in good order, knows that it is what its name says. A reader of JSON stops behind the
 * last bracket: the rest is read when it closes.
 */
final class VerifiedStream extends FilterInputStream {

    private final DigestInputStream digested;
    private final String sha256;
    private boolean begun;
    private boolean verified;

    private VerifiedStream(DigestInputStream in, String sha256) {
        super(in);
        this.digested = in;
        this.sha256 = sha256;
    }

    static VerifiedStream of(InputStream in, String sha256) {
        return new VerifiedStream(new DigestInputStream(in, Sha256.digest()), sha256);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        begun |= count > 0;
        if (count < 0 && !verified) {
            verified = true;
            String found = HexFormat.of().formatHex(digested.getMessageDigest().digest());
            if (!found.equals(sha256)) {
                throw new ArtefactsUnavailable(
                        "Bring back artefact " + sha256 + ": what the store gives under this name has the hash "
                                + found,
                        new IOException("hash differs"));
            }
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        // Skipped bytes count for the hash as well.
        byte[] skipped = new byte[(int) Math.min(count, 1 << 16)];
        return Math.max(0, read(skipped, 0, skipped.length));
    }

    /** @throws ArtefactsUnavailable where something of it was read, and it is not what its name says */
    @Override
    public void close() throws IOException {
        try (InputStream closing = in) {
            if (begun && !verified) {
                transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
