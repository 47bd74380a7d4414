package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.eksrunbook.incident.IncidentId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages by class and caller come from indexes: they hold what a look at every finding would, in the same order. */
class FindingPagesTest {

    /** Longer than the part of a name that an index takes, and alike in that part. */
    private static final String LONG = "arn:aws:sts::111122223333:assumed-role/role/" + "é".repeat(300);

    private static final List<String> CALLS = List.of("DeleteBucket", "ListBuckets", "GetObject", "PutBucketPolicy");

    @TempDir
    private Path folder;

    @Test
    void pagesOfAClassOrACallerHoldWhatALookAtEachFindingWould() {
        List<String> events = new ArrayList<>();
        List<String> callers = List.of(LogFilesOnDisk.USER, LONG + "a", LONG + "b");
        for (int number = 0; number < 60; number++) {
            events.add(LogFilesOnDisk.event(
                            "e-%02d".formatted(number),
                            CALLS.get(number % 4),
                            callers.get(number % 3),
                            "2024-08-02T08:%02d:00Z".formatted(59 - number))
                    .replace("AKIAEXAMPLEEXAMPLE01", number % 2 == 0 ? "AKIAEXAMPLEEXAMPLE01" : LogFilesOnDisk.USER)
                    .replace(
                            "\"eventID\"",
                            number % 5 == 0 ? "\"errorCode\":\"AccessDenied\",\"eventID\"" : "\"eventID\""));
        }
        LogFilesOnDisk.write(folder, "archive/log.json", LogFilesOnDisk.records(events.toArray(String[]::new)));
        try (Bench bench = new Bench(folder.resolve("archive"), folder.resolve("data"), database())) {
            IncidentId id = bench.incident(null, "111122223333", callers);
            bench.investigate(id);
            Findings findings = bench.get(Findings.class);
            List<Finding> all = new ArrayList<>();
            findings.forEach(id, FindingFilter.ALL, all::add);
            assertThat(all).hasSize(60);
            same(findings, id, all, filter("deleted", null, null), one -> one.is(Category.DELETED));
            same(findings, id, all, filter("recon", null, true), one -> one.is(Category.RECON) && one.effective());
            same(
                    findings,
                    id,
                    all,
                    filter("deleted", null, false),
                    one -> one.is(Category.DELETED) && !one.effective());
            same(findings, id, all, filter(null, null, false), one -> !one.effective());
            for (String caller :
                    List.of(LONG + "a", LONG + "b", "AKIAEXAMPLEEXAMPLE01", LogFilesOnDisk.USER, "nobody")) {
                Predicate<Finding> his = one -> caller.equals(one.principal()) || caller.equals(one.accessKeyId());
                same(findings, id, all, filter(null, caller, null), his);
                same(findings, id, all, filter("deleted", caller, null), his.and(one -> one.is(Category.DELETED)));
            }
        }
    }

    @Test
    void aResourcesNameMayBeLongerThanAnIndexTakes() {
        Random random = new Random(3);
        StringBuilder name = new StringBuilder();
        for (int letter = 0; letter < 1900; letter++) {
            // Chinese letters in no order: three bytes each, and nothing that could be packed.
            name.append((char) (0x4e00 + random.nextInt(20_000)));
        }
        List<String> names = List.of(name + "a", name + "b", "b");
        List<String> events = new ArrayList<>();
        for (int number = 0; number < 9; number++) {
            events.add(LogFilesOnDisk.event(
                            "e-" + number, "DeleteBucket", LogFilesOnDisk.USER, "2024-08-02T08:2" + number + ":00Z")
                    .replace("{\"bucketName\":\"b\"}", "{\"bucketName\":\"" + names.get(number % 3) + "\"}"));
        }
        LogFilesOnDisk.write(folder, "archive/log.json", LogFilesOnDisk.records(events.toArray(String[]::new)));
        try (Bench bench = new Bench(folder.resolve("archive"), folder.resolve("data"), database())) {
            IncidentId id = bench.incident(null, "111122223333", List.of(LogFilesOnDisk.USER));
            bench.investigate(id);
            Findings findings = bench.get(Findings.class);
            for (String resource : names) {
                assertThat(findings.page(id, new FindingFilter(null, null, resource, null, null), 0, 10))
                        .as(resource)
                        .hasSize(3)
                        .allMatch(found -> found.resources().get(0).id().equals(resource));
            }
        }
    }

    private static void same(
            Findings findings, IncidentId id, List<Finding> all, FindingFilter filter, Predicate<Finding> wanted) {
        for (FindingOrder order : FindingOrder.values()) {
            Comparator<Finding> sorted =
                    Comparator.comparing(Finding::eventTime).thenComparing(Finding::eventId);
            List<Finding> expected = all.stream()
                    .filter(wanted)
                    .sorted(
                            order == FindingOrder.TIME
                                    ? sorted
                                    : Comparator.comparingInt(Standing::of).thenComparing(sorted))
                    .toList();
            List<Finding> paged = new ArrayList<>();
            for (int page = 0; page <= expected.size() / 7; page++) {
                paged.addAll(findings.page(id, filter, order, page, 7));
            }
            List<Finding> each = new ArrayList<>();
            findings.forEach(id, filter, order, each::add);
            assertThat(paged).as(filter + " " + order).isEqualTo(expected).isEqualTo(each);
            assertThat(findings.count(id, filter)).isEqualTo(expected.size());
        }
    }

    private static FindingFilter filter(
            @Nullable String category, @Nullable String principal, @Nullable Boolean effective) {
        return new FindingFilter(category, principal, null, effective, null);
    }

    Map<String, Object> database() {
        return Map.of();
    }
}
