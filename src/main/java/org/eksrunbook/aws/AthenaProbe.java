package org.eksrunbook.aws;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eksrunbook.trail.SourceProbe;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.WorkGroup;
import software.amazon.awssdk.services.athena.model.WorkGroupState;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** Whether an incident could ask Athena: its workgroup, CloudTrail's table, the trail's folder, and the folder for what is extracted. Runs no query. */
@Component
@Lazy
class AthenaProbe implements SourceProbe {

    private static final int BASELINE_DAYS = 90;

    private final AthenaClient athena;
    private final S3Client s3;
    private final AthenaTables tables;
    private final AthenaSettings settings;
    private final Clock clock;

    AthenaProbe(
            @Lazy AthenaClient athenaClient,
            @Lazy S3Client s3Client,
            @Lazy AthenaTables tables,
            AthenaSettings settings,
            Clock clock) {
        this.athena = athenaClient;
        this.s3 = s3Client;
        this.tables = tables;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public List<Answer> probe() {
        Optional<String> unready = settings.unready();
        if (unready.isPresent()) {
            return List.of(not("athena", unready.get() + ": with it CloudTrail's logs can be asked where they lie"));
        }
        List<Answer> tried = List.of(workgroup(), table(), location(), output());
        List<String> missing = tried.stream()
                .filter(answer -> !answer.ready())
                .map(Answer::name)
                .toList();
        List<Answer> answers = new ArrayList<>();
        answers.add(
                missing.isEmpty()
                        ? ready("athena", "CloudTrail's logs can be asked through Athena")
                        : not("athena", "See " + String.join(", ", missing)));
        answers.addAll(tried);
        return answers;
    }

    private Answer workgroup() {
        String name = settings.workgroupName();
        try {
            WorkGroup group =
                    athena.getWorkGroup(request -> request.workGroup(name)).workGroup();
            if (group.state() == WorkGroupState.DISABLED) {
                return not("athena-workgroup", "Enable the workgroup " + name + ": it runs no query");
            }
            if (group.configuration() != null
                    && Boolean.TRUE.equals(group.configuration().enforceWorkGroupConfiguration())) {
                return not(
                        "athena-workgroup",
                        "Choose another workgroup (runbook.athena.workgroup), or let clients name where results go: "
                                + name
                                + " enforces an output location of its own, and nothing can be extracted to another");
            }
            Long most =
                    group.configuration() == null ? null : group.configuration().bytesScannedCutoffPerQuery();
            return ready(
                    "athena-workgroup",
                    "Queries run in " + name + (most == null ? "" : ", which stops each at " + most + " bytes"));
        } catch (SdkException failed) {
            return not(
                    "athena-workgroup",
                    AthenaFailures.of(failed, AwsCall.ATHENA_WORKGROUP, "describe the workgroup " + name)
                            .getMessage());
        }
    }

    private Answer table() {
        try {
            Optional<AthenaTable> table = tables.described();
            if (table.isEmpty()) {
                return ready(
                        "athena-table",
                        settings.database() + "." + settings.table()
                                + " is not there: the first incident creates it over " + settings.requiredLocation());
            }
            LocalDate today = AthenaTable.dayOf(clock.instant());
            List<String> limits =
                    table.get().limits(settings.requiredLocation(), today.minusDays(BASELINE_DAYS), today, today);
            return limits.isEmpty()
                    ? ready("athena-table", table.get().name() + " is there and can be asked")
                    : not("athena-table", String.join(" ", limits));
        } catch (IllegalStateException refused) {
            return not("athena-table", refused.getMessage());
        }
    }

    private Answer location() {
        S3Location place = S3Location.of("runbook.athena.location", settings.requiredLocation());
        try {
            ListObjectsV2Response page = s3.listObjectsV2(request ->
                    request.bucket(place.bucket()).prefix(place.prefix()).delimiter("/"));
            List<String> accounts = new ArrayList<>();
            page.commonPrefixes().forEach(folder -> {
                String name = folder.prefix().substring(place.prefix().length()).replace("/", "");
                if (name.matches("\\d{12}")) {
                    accounts.add(name);
                }
            });
            return accounts.isEmpty()
                    ? not(
                            "athena-location",
                            "Name the folder above the accounts in runbook.athena.location: below "
                                    + settings.requiredLocation() + " lies none of an account")
                    : ready(
                            "athena-location",
                            accounts.size() + (Boolean.TRUE.equals(page.isTruncated()) ? " or more" : "")
                                    + " accounts lie below " + settings.requiredLocation());
        } catch (SdkException failed) {
            return not("athena-location", "The trail cannot be listed (s3:ListBucket): " + AwsReasons.of(failed));
        }
    }

    private Answer output() {
        S3Location place = S3Location.of("runbook.athena.output", settings.requiredOutput());
        try {
            s3.listObjectsV2(request ->
                    request.bucket(place.bucket()).prefix(place.prefix()).maxKeys(1));
            return ready("athena-output", "The folder for results can be listed; writing shows with the first query");
        } catch (SdkException failed) {
            return not(
                    "athena-output",
                    "The folder for results cannot be listed (s3:ListBucket): " + AwsReasons.of(failed));
        }
    }

    private static Answer ready(String name, String detail) {
        return new Answer(name, true, false, detail);
    }

    private static Answer not(String name, @org.jspecify.annotations.Nullable String detail) {
        return new Answer(name, false, false, String.valueOf(detail));
    }
}
