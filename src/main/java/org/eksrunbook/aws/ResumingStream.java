package org.eksrunbook.aws;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.eksrunbook.trail.NotLetIn;
import org.eksrunbook.trail.SourceUnavailable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Reads an object to its end: where the connection breaks, or the answer ends before the length that S3 told, it goes on from there by a ranged
 * read of the same version, a few times. Nothing is held in memory.
 */
final class ResumingStream extends InputStream {

    private static final int MOST_RESUMES = 4;

    private final S3Client s3;
    private final String bucket;
    private final String key;
    private final long length;
    private final @Nullable String etag;
    private ResponseInputStream<GetObjectResponse> in;
    private long position;
    private int resumes;

    /**
     * @throws IOException where this object cannot be read, now or later
     * @throws SourceUnavailable where trying again may help
     */
    ResumingStream(S3Client s3, String bucket, String key) throws IOException {
        this.s3 = s3;
        this.bucket = bucket;
        this.key = key;
        in = open(GetObjectRequest.builder().bucket(bucket).key(key).build());
        length = in.response().contentLength();
        etag = in.response().eTag();
    }

    /** As S3 told it: metadata, length, version. */
    GetObjectResponse response() {
        return in.response();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        while (position < length) {
            IOException broken;
            try {
                int read = in.read(target, offset, count);
                if (read > 0) {
                    position += read;
                    return read;
                }
                broken = new EOFException("S3's answer ended after " + position + " of " + length + " bytes");
            } catch (IOException | SdkException reset) {
                broken = reset instanceof IOException reading ? reading : new IOException(AwsReasons.of(reset), reset);
            }
            resume(broken);
        }
        return -1;
    }

    private void resume(IOException broken) throws IOException {
        in.abort();
        if (++resumes > MOST_RESUMES) {
            throw new SourceUnavailable(
                    AwsReasons.whatToDo(broken) + "S3 breaks off while an object is read, " + resumes + " times: "
                            + AwsReasons.of(broken),
                    broken);
        }
        in = open(GetObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .range("bytes=" + position + "-" + (length - 1))
                .ifMatch(etag)
                .build());
    }

    private ResponseInputStream<GetObjectResponse> open(GetObjectRequest request) throws IOException {
        try {
            return s3.getObject(request);
        } catch (InvalidObjectStateException asleep) {
            throw new NotLetIn("it lies in an archive tier of S3: restore it (RestoreObject), then look again", asleep);
        } catch (NoSuchKeyException gone) {
            throw new IOException("it is not there (any more)", gone);
        } catch (SdkException failed) {
            if (failed instanceof S3Exception answered && answered.statusCode() == 412) {
                throw new IOException("it was changed while it was read", failed);
            }
            if (failed instanceof S3Exception answered && AwsReasons.isDenied(answered)) {
                String why = AwsReasons.of(answered);
                throw new NotLetIn(why.equals("access denied") ? "access denied (s3:GetObject)" : why, failed);
            }
            if (AwsReasons.mayPass(failed)) {
                throw new SourceUnavailable(
                        AwsReasons.whatToDo(failed) + "S3 does not give an object (" + AwsReasons.of(failed) + ")",
                        failed);
            }
            throw new IOException(AwsReasons.of(failed), failed);
        }
    }

    @Override
    public void close() throws IOException {
        if (position < length) {
            in.abort();
        }
        in.close();
    }
}
