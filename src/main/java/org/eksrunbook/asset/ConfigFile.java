package org.eksrunbook.asset;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file that AWS Config delivered, as far as its name tells what is in it:
 * {@code <account>_Config_<region>_ConfigHistory_<type>_<from>_<until>_<n>.json.gz} and {@code …_ConfigSnapshot_<time>_<id>.json.gz}
 * (AWS Config developer guide). Null: the name does not tell, so anything may be in it.
 */
record ConfigFile(
        String path,
        @Nullable String account,
        @Nullable String region,
        @Nullable String type) {

    private static final Pattern NAME = Pattern.compile(
            "(?<account>\\d{12})_Config_(?<region>[a-z0-9-]+)_Config(History_(?<type>[A-Za-z0-9:]+?)_\\d{8}T.*|Snapshot.*)");

    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern TIME = Pattern.compile("_(\\d{8}T\\d{6}Z)");

    /** Null where the path is none of AWS Config's. */
    static @Nullable ConfigFile of(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (!name.endsWith(".json.gz") && !name.endsWith(".json")) {
            return null;
        }
        Matcher named = NAME.matcher(name);
        if (named.matches()) {
            return new ConfigFile(path, named.group("account"), named.group("region"), named.group("type"));
        }
        boolean placed = name.contains("_Config_") || ("/" + path).matches(".*/Config(History|Snapshot)?/.*");
        return placed ? new ConfigFile(path, null, null, null) : null;
    }

    /** Whether it lists, as its name tells, everything that was there before the time, and not only what changed. */
    boolean isSnapshotOfBefore(Instant moment) {
        String delivered = time();
        return path.substring(path.lastIndexOf('/') + 1).contains("_ConfigSnapshot_")
                && !delivered.isEmpty()
                && delivered.compareTo(WRITTEN.format(moment)) < 0;
    }

    /** When it was delivered, as its name tells: the newest first. */
    String time() {
        Matcher told = TIME.matcher(path.substring(path.lastIndexOf('/') + 1));
        return told.find() ? told.group(1) : "";
    }

    boolean mayHold(ResourceRef resource) {
        boolean account =
                this.account == null || resource.accountId().isEmpty() || this.account.equals(resource.accountId());
        boolean region = this.region == null || resource.region().isEmpty() || this.region.equals(resource.region());
        boolean sameType = type == null || ResourceNames.family(type).equals(ResourceNames.family(resource.type()));
        return account && region && sameType;
    }
}
