package org.eksrunbook.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes small logs for tests. */
final class LogFilesOnDisk {

    static final String USER = "arn:aws:iam::111122223333:user/eve";

    private LogFilesOnDisk() {}

    static String event(String id, String name) {
        return event(id, name, USER, "2024-08-02T08:23:24Z");
    }

    static String event(String id, String name, String arn, String time) {
        return "{\"eventVersion\":\"1.09\",\"userIdentity\":{\"type\":\"IAMUser\",\"principalId\":\"AIDAEXAMPLE\",\"arn\":\""
                + arn
                + "\",\"accountId\":\"111122223333\",\"accessKeyId\":\"AKIAEXAMPLEEXAMPLE01\",\"userName\":\"eve\"},\"eventTime\":\""
                + time
                + "\",\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"" + name
                + "\",\"awsRegion\":\"us-east-1\",\"sourceIPAddress\":\"198.51.100.7\",\"userAgent\":\"cli\","
                + "\"requestParameters\":{\"bucketName\":\"b\"},\"responseElements\":null,\"eventID\":\"" + id
                + "\",\"readOnly\":false,\"recipientAccountId\":\"111122223333\"}";
    }

    static String records(String... events) {
        return "{\"Records\":[" + String.join(",", events) + "]}";
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] gzip(String plain) {
        return gzip(plain.getBytes(UTF_8));
    }

    static Path write(Path folder, String name, byte[] content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path write(Path folder, String name, String content) {
        return write(folder, name, content.getBytes(UTF_8));
    }
}
