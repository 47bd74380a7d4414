package org.eksrunbook.aws;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Asking CloudTrail's logs through Athena, {@code runbook.athena.*}. These are an administrator's words and become SQL text; they are held to a plain
 * character set for that.
 *
 * @param location the trail's folder above the accounts, {@code s3://bucket/AWSLogs/} or {@code s3://bucket/AWSLogs/o-…/}
 * @param workgroup in which queries run; {@code null}: Athena's default
 * @param output folder for results and extractions, {@code s3://bucket/prefix/}
 * @param database in which the table stands or is created
 * @param table CloudTrail's table; created over the location where it does not exist
 * @param mostBytesPerQuery bytes that one query may read before a person is asked
 * @param mostBytesPerIncident bytes that all queries of an incident may read before a person is asked
 * @param pricePerTerabyte what reading 10¹² bytes costs
 * @param currency of that price
 */
@ConfigurationProperties("runbook.athena")
record AthenaSettings(
        @Nullable String location,
        @Nullable String workgroup,
        @Nullable String output,
        @DefaultValue("eks_incident_runbook") String database,
        @DefaultValue("cloudtrail") String table,
        @DefaultValue("200000000000") long mostBytesPerQuery,
        @DefaultValue("1000000000000") long mostBytesPerIncident,
        @DefaultValue("5.00") BigDecimal pricePerTerabyte,
        @DefaultValue("USD") String currency) {

    private static final Pattern FOLDER =
            Pattern.compile("s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/([A-Za-z0-9!_.*()/=-]*/)?");
    private static final String OF_THOSE_WHO_NAME_NONE = "primary";
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,100}");

    AthenaSettings {
        location = folder(location, "runbook.athena.location");
        output = folder(output, "runbook.athena.output");
        workgroup = workgroup == null || workgroup.isBlank() ? null : workgroup.strip();
        if (!NAME.matcher(database).matches() || !NAME.matcher(table).matches()) {
            throw new IllegalArgumentException(
                    "runbook.athena.database and table: lower-case letters, digits and underscores");
        }
    }

    private static @Nullable String folder(@Nullable String given, String name) {
        if (given == null || given.isBlank()) {
            return null;
        }
        String folder = given.strip().endsWith("/") ? given.strip() : given.strip() + "/";
        if (!FOLDER.matcher(folder).matches()) {
            throw new IllegalArgumentException(name + ": a folder like s3://bucket/AWSLogs/");
        }
        return folder;
    }

    Optional<String> unready() {
        if (output == null) {
            return Optional.of("runbook.athena.output is not set");
        }
        return location == null ? Optional.of("runbook.athena.location is not set") : Optional.empty();
    }

    /** @throws IllegalStateException where it is not set */
    String requiredLocation() {
        return java.util.Objects.requireNonNull(location, "runbook.athena.location");
    }

    String requiredOutput() {
        return java.util.Objects.requireNonNull(output, "runbook.athena.output");
    }

    /** As Athena's console lists it. */
    String workgroupName() {
        return workgroup == null ? OF_THOSE_WHO_NAME_NONE : workgroup;
    }

    /** What reading so many bytes costs; a query is charged for 10 MB at least. */
    String money(long bytes) {
        BigDecimal charged = BigDecimal.valueOf(Math.max(bytes, 10_000_000L));
        BigDecimal price = pricePerTerabyte
                .multiply(charged)
                .divide(BigDecimal.valueOf(1_000_000_000_000L), 4, java.math.RoundingMode.HALF_UP);
        return price.toPlainString() + " " + currency;
    }
}
