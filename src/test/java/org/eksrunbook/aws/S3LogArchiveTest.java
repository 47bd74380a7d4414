package org.eksrunbook.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eksrunbook.aws.FolderS3.Fault;
import org.eksrunbook.incident.FactSource;
import org.eksrunbook.incident.FactsUnavailable;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.incident.Unanswered;
import org.eksrunbook.trail.LogArchive;
import org.eksrunbook.trail.LogSelection;
import org.eksrunbook.trail.SourceUnavailable;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is listed of a bucket and at which price, and what happens where S3 does not give what it promised. */
@NullUnmarked // hands over and looks up what may be missing
class S3LogArchiveTest {

    private static final String ORGANISATION = "logs/AWSLogs/o-abcdefghij/";
    private static final LogSelection AUGUST =
            new LogSelection(Set.of("111122223333"), LocalDate.parse("2024-07-30"), LocalDate.parse("2024-08-03"));

    private Unanswered unanswered = Unanswered.FAILS;
    private final FolderS3 s3 = new FolderS3();
    private final LogArchive archive =
            new S3LogArchive(s3.client(), "s3://" + FolderS3.BUCKET + "/logs", Clock.systemUTC());

    @AfterEach
    void close() {
        s3.close();
        assertThat(s3.misfits()).isEmpty();
    }

    @Test
    void onlyTheAccountsAndMonthsThatAreWantedAreListed() {
        for (String account : List.of("111122223333", "999999999999")) {
            for (String region : List.of("eu-central-1", "us-east-1")) {
                for (String day :
                        List.of("2023/08/01", "2024/06/01", "2024/07/29", "2024/07/30", "2024/08/03", "2024/08/04")) {
                    log(account + "/CloudTrail/" + region + "/" + day + "/" + account + "_CloudTrail_" + region
                            + "_x.json.gz");
                }
            }
        }
        log("111122223333/CloudTrail-Digest/eu-central-1/2024/08/01/digest.json.gz");
        log("111122223333/vpcflowlogs/eu-central-1/2024/08/01/flow.log.gz");
        Listed listed = list(null, AUGUST);

        assertThat(listed.files)
                .allMatch(path -> path.contains("/111122223333/"))
                .hasSize(5)
                .allMatch(path -> path.contains("/2024/07/30/")
                        || path.contains("/2024/08/03/")
                        || path.contains("/CloudTrail-Digest/"));
        assertThat(listed.passedOver.keySet()).allMatch(kind -> kind.startsWith("folder left out: "));
        assertThat(s3.requests())
                .noneMatch(request -> request.contains("999999999999/") || request.contains("2023/08"));
    }

    @Test
    void logsInFoldersThatNobodyForesawAreFoundToo() {
        for (int stream = 0; stream < 80; stream++) {
            s3.with("logs/exportedlogs/task/stream-" + stream + "/000000.gz", new byte[1], Map.of());
        }
        s3.with("logs/exportedlogs/task/direct.gz", new byte[1], Map.of());
        s3.with("logs/a b/ü+%2F/odd \u0007 name.json", new byte[1], Map.of());
        s3.with("logs/AWSLogs/111122223333/CloudTrail/eu-central-1/2024/8/1/unpadded.json.gz", new byte[1], Map.of());
        s3.with("logs/AWSLogs/111122223333/CloudTrail/eu-central-1/no-day.json.gz", new byte[1], Map.of());
        s3.with("logs/folder/", new byte[0], Map.of());
        s3.pagesOf(7);
        Listed listed = list(null, AUGUST);

        assertThat(listed.files)
                .hasSize(84)
                .doesNotHaveDuplicates()
                .contains(
                        "a b/ü+%2F/odd \u0007 name.json",
                        "exportedlogs/task/direct.gz",
                        "AWSLogs/111122223333/CloudTrail/eu-central-1/2024/8/1/unpadded.json.gz",
                        "AWSLogs/111122223333/CloudTrail/eu-central-1/no-day.json.gz");
    }

    @Test
    void aListThatNeverEndsGivesTheStepBackAndIsToldWherePeopleGoOnWithout() {
        log("111122223333/CloudTrail/eu-central-1/2024/08/01/a.json.gz");
        s3.namesTheSamePageForEver();
        assertGivenBackAsEndless();

        unanswered = Unanswered.IS_TOLD;
        Listed listed = list(null, AUGUST);
        assertThat(listed.files).as("what the first page held").hasSize(1);
        assertThat(listed.refused.values()).isNotEmpty().allMatch(reason -> reason.contains("the list does not end"));
    }

    @Test
    void emptyPagesForEverAreNoEndEither() {
        log("111122223333/CloudTrail/eu-central-1/2024/08/01/a.json.gz");
        s3.givesEmptyPagesForEver();
        assertGivenBackAsEndless();

        unanswered = Unanswered.IS_TOLD;
        assertThat(list(null, AUGUST).refused.values())
                .singleElement()
                .asString()
                .contains("the list does not end");
    }

    private void assertGivenBackAsEndless() {
        assertThatThrownBy(() -> list(null, AUGUST))
                .isInstanceOfSatisfying(
                        FactsUnavailable.class,
                        without -> assertThat(without.source()).isEqualTo(FactSource.LISTING))
                .hasMessageStartingWith("Wait, or look at the bucket of the archive")
                .hasMessageContaining("the list does not end")
                .hasMessageContaining("(s3:ListBucket)");
    }

    @Test
    void aPageThatComesTwiceIsReadOnce() {
        log("111122223333/CloudTrail/eu-central-1/2024/08/01/a.json.gz");
        log("111122223333/CloudTrail/eu-central-1/2024/08/02/b.json.gz");
        List<String> once = list(null, AUGUST).files;
        for (String listed : s3.requests()) {
            s3.once(listed.substring(listed.indexOf('?')), Fault.SAME_PAGE);
        }
        assertThat(list(null, AUGUST).files).isEqualTo(once).hasSize(2);
    }

    @Test
    void aFolderThatMayNotBeListedIsToldAndTheOthersAreListed() {
        log("111122223333/CloudTrail/eu-central-1/2024/08/01/a.json.gz");
        log("111122223333/CloudTrail/us-east-1/2024/08/01/b.json.gz");
        s3.always("?" + ORGANISATION + "111122223333/CloudTrail/us-east-1/", Fault.DENIED);
        Listed listed = list(null, AUGUST);
        assertThat(listed.files).hasSize(1);
        assertThat(listed.refused.values())
                .containsExactly("the folder cannot be listed: access denied (s3:ListBucket)");
    }

    @Test
    void throttlingIsWaitedOutAndAnOutageGivesTheStepBack() {
        log("111122223333/CloudTrail/eu-central-1/2024/08/01/a.json.gz");
        s3.once("?logs/", Fault.THROTTLED);
        assertThat(list(null, AUGUST).files).hasSize(1);
        s3.always("?logs/", Fault.SERVER_FAULT);
        assertThatThrownBy(() -> list(null, AUGUST)).isInstanceOf(SourceUnavailable.class);
    }

    @Test
    void anObjectInGlacierIsNamedWithWhatToDo() {
        String key = ORGANISATION + "111122223333/CloudTrail/eu-central-1/2024/08/01/a.json.gz";
        s3.with(key, new byte[1], Map.of());
        s3.liesIn(key, "DEEP_ARCHIVE");
        Listed listed = list(null, AUGUST);
        assertThat(listed.files).isEmpty();
        assertThat(listed.refused.values()).allMatch(reason -> reason.contains("DEEP_ARCHIVE: restore it"));
    }

    @Test
    void aBrokenConnectionAndAShortAnswerAreReadOnFromWhereTheyBroke() throws IOException {
        byte[] content = "0123456789".repeat(100_000).getBytes(UTF_8);
        s3.with("logs/big", content, Map.of());
        s3.once("logs/big", Fault.RESET_HALF_WAY);
        s3.once("logs/big", Fault.SHORT_ANSWER);
        try (InputStream in = archive.open(null, "big")) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
        assertThat(s3.requests()).hasSize(3);
    }

    @Test
    void anObjectThatBreaksOffAgainAndAgainGivesTheStepBack() throws IOException {
        s3.with("logs/big", new byte[100_000], Map.of());
        s3.always("logs/big", Fault.RESET_HALF_WAY);
        try (InputStream in = archive.open(null, "big")) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(SourceUnavailable.class);
        }
    }

    @Test
    void whatCannotBeReadSaysWhy() {
        Map<Fault, String> reasons = Map.of(
                Fault.DENIED, "access denied (s3:GetObject)",
                Fault.KMS_DENIED, "kms:Decrypt",
                Fault.ASLEEP, "restore it");
        reasons.forEach((fault, words) -> {
            s3.with("logs/" + fault, new byte[1], Map.of());
            s3.always("logs/" + fault, fault);
            assertThatThrownBy(() -> archive.open(null, fault.toString()).close())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(words);
        });
        assertThatThrownBy(() -> archive.open(null, "gone").close()).hasMessageContaining("not there");
    }

    @Test
    void aPathThatIsEmptyMissingOrLeadsOutIsRefused() {
        s3.with("logs/case/a.json", new byte[1], Map.of());
        s3.with("other/a.json", new byte[1], Map.of());
        archive.check(null);
        archive.check("case");
        archive.check("case/../case/.");
        for (String path :
                List.of("", " ", "missing", "..", "../other", "/etc", "case/../../other", "a.json", "case/a.json")) {
            assertThatThrownBy(() -> archive.check(path)).as(path).isInstanceOf(InvalidInput.class);
        }
    }

    private void log(String path) {
        s3.with(ORGANISATION + path, new byte[1], Map.of());
    }

    private Listed list(String archivePath, LogSelection selection) {
        Listed listed = new Listed();
        archive.list(archivePath, selection, unanswered, listed);
        return listed;
    }

    private static final class Listed implements LogArchive.Found {
        private final List<String> files = new ArrayList<>();
        private final Map<String, String> refused = new TreeMap<>();
        private final Map<String, Long> passedOver = new TreeMap<>();

        @Override
        public void file(String path, long size, long modified) {
            files.add(path);
        }

        @Override
        public void refused(String path, String reason) {
            refused.put(path, reason);
        }

        @Override
        public void passedOver(String what, long count) {
            passedOver.merge(what, count, Long::sum);
        }
    }
}
