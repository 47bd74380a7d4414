package org.eksrunbook.aws;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import org.eksrunbook.evidence.Artefact;
import org.eksrunbook.evidence.Artefacts;
import org.eksrunbook.evidence.ArtefactsUnavailable;
import org.eksrunbook.evidence.Sha256;
import org.eksrunbook.trail.SourceUnavailable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Artefacts in a bucket that several nodes share: {@code <prefix>/<first two digits>/<hash>}. Each is written once ({@code If-None-Match}), S3
 * checks the content against its SHA-256 on arrival, and the hash is read back before the artefact counts.
 */
final class S3Artefacts implements Artefacts {

    private static final int NOT_FOUND = 404;
    private static final int WRITTEN_MEANWHILE = 409;
    private static final int THERE_ALREADY = 412;
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final long SMALL = 16 << 20;

    private final S3Client s3;
    private final S3Location place;
    private final ArtefactCopies copies;

    S3Artefacts(S3Client s3, S3Location place, ArtefactCopies copies) {
        this.s3 = s3;
        this.place = place;
        this.copies = copies;
    }

    @Override
    public Artefact put(String mediaType, Content content) {
        Path temporary = null;
        try {
            temporary = copies.temporary();
            MessageDigest digest = Sha256.digest();
            try (OutputStream out = new DigestOutputStream(
                    new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16), digest)) {
                content.writeTo(out);
            }
            byte[] hash = digest.digest();
            Artefact artefact = new Artefact(HexFormat.of().formatHex(hash), Files.size(temporary), mediaType);
            if (!isThere(artefact, hash)) {
                write(artefact, hash, temporary);
                if (!isThere(artefact, hash)) {
                    throw new IOException("it is not there after it was written");
                }
            }
            return artefact;
        } catch (IOException | SdkException failed) {
            throw new ArtefactsUnavailable(
                    "Free space or mend " + place + ": an artefact could not be written (" + AwsReasons.of(failed)
                            + ")",
                    failed);
        } finally {
            discard(temporary);
        }
    }

    @Override
    public Artefact put(String mediaType, Path file) {
        return put(mediaType, out -> Files.copy(file, out));
    }

    private void write(Artefact artefact, byte[] hash, Path content) {
        try {
            s3.putObject(
                    request -> request.bucket(place.bucket())
                            .key(key(artefact.sha256()))
                            .ifNoneMatch("*")
                            .contentType(artefact.mediaType())
                            .checksumSHA256(Base64.getEncoder().encodeToString(hash))
                            .overrideConfiguration(override -> {
                                if (artefact.size() > SMALL) {
                                    override.apiCallAttemptTimeout(LONG).apiCallTimeout(LONG);
                                }
                            }),
                    RequestBody.fromFile(content));
        } catch (AwsServiceException refused) {
            // Somebody, perhaps this call's own lost attempt, wrote it: what is there is looked at next.
            if (refused.statusCode() != THERE_ALREADY && refused.statusCode() != WRITTEN_MEANWHILE) {
                throw refused;
            }
        }
    }

    /** Whether the artefact is there and is what its name says: by the checksum that S3 itself made on arrival, or by reading it. */
    private boolean isThere(Artefact artefact, byte[] hash) throws IOException {
        HeadObjectResponse head = head(artefact.sha256());
        if (head == null) {
            return false;
        }
        String told = head.checksumSHA256();
        boolean same = told == null
                ? artefact.sha256().equals(hashOf(artefact.sha256()))
                : told.equals(Base64.getEncoder().encodeToString(hash));
        if (!same) {
            throw new IOException("something else stands under its name, " + artefact.sha256());
        }
        return true;
    }

    private String hashOf(String sha256) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream stored = new ResumingStream(s3, place.bucket(), key(sha256))) {
            byte[] buffer = new byte[1 << 16];
            for (int count = stored.read(buffer); count >= 0; count = stored.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private @Nullable HeadObjectResponse head(String sha256) {
        try {
            return s3.headObject(
                    request -> request.bucket(place.bucket()).key(key(sha256)).checksumMode(ChecksumMode.ENABLED));
        } catch (AwsServiceException answered) {
            if (answered.statusCode() == NOT_FOUND) {
                return null;
            }
            throw answered;
        }
    }

    @Override
    public InputStream open(String sha256) {
        String key = key(sha256);
        try {
            return VerifiedStream.of(new ResumingStream(s3, place.bucket(), key), sha256);
        } catch (IOException | SourceUnavailable failed) {
            throw missing(sha256, failed);
        }
    }

    @Override
    public Path file(String sha256) {
        String key = key(sha256);
        Path temporary = null;
        try {
            if (copies.has(sha256)) {
                return copies.of(sha256);
            }
            temporary = copies.temporary();
            try (InputStream stored = VerifiedStream.of(new ResumingStream(s3, place.bucket(), key), sha256);
                    OutputStream out = Files.newOutputStream(temporary)) {
                stored.transferTo(out);
            }
            return copies.keep(temporary, sha256);
        } catch (IOException | SourceUnavailable failed) {
            throw missing(sha256, failed);
        } finally {
            discard(temporary);
        }
    }

    @Override
    public boolean contains(String sha256) {
        key(sha256);
        try {
            return head(sha256) != null;
        } catch (SdkException failed) {
            throw missing(sha256, failed);
        }
    }

    private String key(String sha256) {
        if (!Artefact.isHash(sha256)) {
            throw new IllegalArgumentException("An artefact is named by 64 hexadecimal digits");
        }
        return place.key(sha256.substring(0, 2) + "/" + sha256);
    }

    private ArtefactsUnavailable missing(String sha256, Exception failed) {
        return new ArtefactsUnavailable(
                "Bring back artefact " + sha256 + ": it cannot be read below " + place + " (" + AwsReasons.of(failed)
                        + ")",
                failed);
    }

    private static void discard(@Nullable Path temporary) {
        if (temporary != null) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException leftBehind) {
                // An orphan among the copies harms nobody; it goes with the oldest ones.
                temporary.toFile().deleteOnExit();
            }
        }
    }
}
