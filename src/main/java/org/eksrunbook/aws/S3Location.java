package org.eksrunbook.aws;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eksrunbook.incident.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * A bucket and a prefix in it.
 *
 * @param prefix empty, or ends with a slash
 */
record S3Location(String bucket, String prefix) {

    private static final Pattern URI = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?");

    /** @throws IllegalStateException where a setting is no {@code s3://bucket/prefix} */
    static S3Location of(String setting, String text) {
        Matcher uri = URI.matcher(text.strip());
        if (!uri.matches()) {
            throw new IllegalStateException(setting + ": write s3://bucket/prefix");
        }
        String prefix = uri.group(2) == null ? "" : uri.group(2).replaceAll("/+$", "");
        return new S3Location(uri.group(1), prefix.isEmpty() ? "" : prefix + "/");
    }

    /**
     * A place below this one. A bucket has no folders and no links, so the path is resolved as text.
     *
     * @throws InvalidInput where the path is empty or leads out
     */
    S3Location below(@Nullable String archivePath) {
        if (archivePath == null) {
            return this;
        }
        if (archivePath.isBlank()) {
            throw new InvalidInput(
                    "archivePath: name a folder below the archive's root, or leave it out for the root itself");
        }
        Deque<String> steps = new ArrayDeque<>();
        boolean outside = archivePath.startsWith("/");
        for (String step : archivePath.split("/", -1)) {
            if (step.equals("..")) {
                outside |= steps.pollLast() == null;
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(step);
            }
        }
        if (outside) {
            throw new InvalidInput("archivePath: lies outside the archive's root");
        }
        return new S3Location(bucket, prefix + (steps.isEmpty() ? "" : String.join("/", steps) + "/"));
    }

    /** The key of something below, told by its path. */
    String key(String path) {
        return prefix + path;
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix;
    }
}
