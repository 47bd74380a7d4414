package org.eksrunbook.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eksrunbook.evidence.Entry;
import org.eksrunbook.evidence.Head;
import org.eksrunbook.evidence.TestLedger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    @TempDir
    Path folder;

    private static String text(List<Report.Sentence> sentences) {
        return String.join("\n", sentences.stream().map(Report.Sentence::text).toList());
    }

    private static Report.Section section(Report report, String id) {
        return report.sections().stream()
                .filter(section -> section.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no section " + id));
    }

    private static List<List<String>> rows(Report report, String section, String caption) {
        return section(report, section).tables().stream()
                .filter(table -> table.caption().startsWith(caption))
                .flatMap(table -> table.rows().stream())
                .map(Report.Row::cells)
                .toList();
    }

    private static Stream<Report.Cite> cites(Report report) {
        Stream<Report.Sentence> first = Stream.concat(report.warnings().stream(), report.summary().stream());
        Stream<Report.Cite> sections = report.sections().stream()
                .flatMap(section -> Stream.concat(
                        section.sentences().stream().flatMap(sentence -> sentence.cites().stream()),
                        section.tables().stream()
                                .flatMap(table -> Stream.concat(
                                        table.rows().stream().flatMap(row -> row.cites().stream()),
                                        table.remarks().stream().flatMap(remark -> remark.cites().stream())))));
        return Stream.concat(first.flatMap(sentence -> sentence.cites().stream()), sections);
    }

    @Test
    void breakGlassStandsFirst() {
        Report report = SampleCase.told(folder).report();

        assertThat(report.warnings().get(0).text())
                .contains("Break-glass was used", "responder", "eradicate-1", "nobody answers");
    }

    @Test
    void whatMustBeKnownFirstFollows() {
        assertThat(text(SampleCase.told(folder).report().warnings()))
                .contains("not provable from the logs at hand: no logs from 2024-08-02 09:40 UTC")
                .contains("DORA, initial notification", "overdue")
                .contains("1 update to the stakeholders was missed");
    }

    @Test
    void theFirstPageTellsTheCaseInPlainSentences() {
        assertThat(text(SampleCase.told(folder).report().summary()))
                .contains("On 2024-08-02 08:40 UTC the organisation became aware of the finding"
                        + " Discovery:Kubernetes/SuccessfulAnonymousAccess at the cluster shop in account 111122223333")
                .contains("began with 1 principal that people named and ended with 2 principals", "2 rounds")
                .contains("4 calls were found in the logs, 1 of them denied or failed")
                .contains("reviewed by responder: 3 accepted, 1 overruled, 1 added")
                .contains("2 resources were touched")
                .contains("clean-up of 1 action was approved by responder and performed by responder")
                .contains("0 proven by a read-back, 1 stated and not read")
                .contains("not provable from these logs", "left to approver: approve, because: keys are gone.")
                .contains("How they got in: Anonymous access to the API was on. What was mended: Switched off")
                .contains("people answered: shop (approve, owner)")
                .contains("signed off by manager")
                .contains("may have happened all the same. S3 data events were not recorded")
                .contains("regulatory clocks are running; the next is NIS2");
    }

    @Test
    void theFirstPageNamesEveryGapAndWhereMoreOfThemAre() {
        SampleCase told = new SampleCase(folder, "").opened().investigated();
        List<String> gaps = new ArrayList<>(List.of("Of account 1 no event was read.", "No EKS audit log was found"));
        told.system("trail.coverage", Map.of("artefact", "ab", "summary", gaps));
        assertThat(text(told.report().summary()))
                .contains("all the same. Of account 1 no event was read. No EKS audit log was found.")
                .doesNotContain("more: see");

        for (int number = 3; number <= 11; number++) {
            gaps.add(number == 3 ? "x".repeat(3_000) : "Gap " + number + ".");
        }
        told.system("trail.coverage", Map.of("artefact", "ab", "summary", gaps));
        assertThat(text(told.report().summary()))
                .contains("Gap 8.", "And 3 more: see «What could not be seen».")
                .doesNotContain("Gap 9.", "x".repeat(501));
    }

    @Test
    void everyStatementCitesAnEntryThatIsThereOrAnEventThatWasFound() {
        SampleCase told = SampleCase.told(folder);
        List<Entry> entries = told.ledger.entries(SampleCase.ID);

        assertThat(cites(told.report())).isNotEmpty().allSatisfy(cite -> {
            if (cite.seq() > 0) {
                assertThat(entries.get((int) cite.seq() - 1).hash()).startsWith(cite.mark());
            } else {
                assertThat(cite.mark()).matches("e-[1-4]");
            }
        });
    }

    @Test
    void whatIsStatedIsNeverCalledProven() {
        Report report = SampleCase.told(folder).report();

        assertThat(rows(report, "resources", "Of no known application").get(0))
                .anySatisfy(cell -> assertThat(cell)
                        .isEqualTo("stated by responder, not read: the archive is closed, nothing can be read"));
        assertThat(ReportHtml.page(report)).doesNotContain("proven: ");
    }

    @Test
    void aReadBackProvesAndAFailedOneWarns() {
        SampleCase told = new SampleCase(folder, "").opened().investigated();
        told.system("plan.made", told.plan("p", "cut"));
        told.user("approver", "plan.approved", Map.of("plan", "p", "hash", "cd", "reason", "", "breakGlass", false));
        told.user("responder", "action.performed", Map.of("plan", "p", "outcome", "done", "failed", List.of()));
        told.system("action.proved", proof("proven", "GetUser answers NoSuchEntity"));

        assertThat(rows(told.report(), "actions", "Plan p").get(0)).contains("proven: GetUser answers NoSuchEntity");
        told.system("action.proved", proof("failed", "the user is there"));

        assertThat(rows(told.report(), "actions", "Plan p").get(0)).contains("not done: the user is there");
        assertThat(text(told.report().warnings())).contains("1 action of plan p had not taken effect");
    }

    private static Map<String, Object> proof(String state, String how) {
        return Map.of("plan", "p", "proofs", List.of(Map.of("action", "a1", "state", state, "how", how)));
    }

    @Test
    void aPlanOnlyPerformedIsStatedAndOneThatNobodyPerformedSaysSo() {
        SampleCase told = new SampleCase(folder, "").opened().investigated();
        told.system("plan.made", told.plan("p", "cut"));
        assertThat(rows(told.report(), "actions", "Plan p").get(0)).contains("not performed");

        told.user("responder", "action.performed", Map.of("plan", "p", "outcome", "done", "failed", List.of()));

        assertThat(rows(told.report(), "actions", "Plan p").get(0)).contains("stated by responder, not read");
    }

    @Test
    void refusedAndSupersededPlansDecideNothingAboutAResource() {
        SampleCase told = new SampleCase(folder, "").opened().investigated();
        told.system("plan.made", told.plan("p", "eradicate"));
        assertThat(rows(told.report(), "resources", "Of no").get(0).get(3)).contains("clean-up: Delete (proposed)");

        told.user("approver", "plan.refused", Map.of("plan", "p", "hash", "cd", "reason", "keep it for the analysis"));

        assertThat(rows(told.report(), "resources", "Of no").get(0).get(3)).isEqualTo("review: delete");
        assertThat(text(section(told.report(), "actions").sentences()))
                .contains("refused by approver", "because: keep it for the analysis.");
    }

    @Test
    void thingsThatDecisionsNameByKeyAreShownByName() {
        Report report = SampleCase.told(folder).report();

        assertThat(rows(report, "recovery", "How each thing comes back").get(0).get(1))
                .isEqualTo("AWS::Logs::LogGroup /aws/eks/shop");
        assertThat(rows(report, "forensics", "Findings").get(0))
                .contains("AWS::IAM::User backdoor", "Its key was used twice");
        assertThat(ReportHtml.page(report)).doesNotContain("|eu-central-1|");
    }

    @Test
    void resourcesStandByApplicationWithTheOwnerThatPeopleNamed() {
        Report report = SampleCase.told(folder).report();

        assertThat(section(report, "resources").tables())
                .extracting(Report.Table::caption)
                .containsExactly("Of no known application", "Application shop, owner platform");
        assertThat(rows(report, "resources", "Of no known"))
                .anySatisfy(row -> assertThat(row).contains("Kubernetes::Pod web-7d9f"))
                .anySatisfy(row -> assertThat(row.get(2)).contains("tags changed since, not trusted: app=other"))
                .anySatisfy(row -> assertThat(row.get(2))
                        .contains(
                                "made by the stack perf",
                                "2 of the resources here were made by it. What AWS knows of what it made:"
                                        + " aws cloudformation list-stack-resources"));
    }

    @Test
    void accountsStandWithTheNamesOfTheOrganizationAndCiteItsList() {
        SampleCase told = SampleCase.told(folder);
        Report report = told.report();
        long list = told.ledger.entries(SampleCase.ID, "accounts.listed").get(0).seq();

        assertThat(section(report, "scope").tables().get(0).rows())
                .filteredOn(row -> row.cells().get(0).contains("ccount"))
                .hasSize(2)
                .anySatisfy(row -> assertThat(row.cells().get(1)).isEqualTo("111122223333 (payments)"))
                .anySatisfy(row -> assertThat(row.cells().get(1)).isEqualTo("444455556666 (ledger)"))
                .allSatisfy(row -> assertThat(row.cites())
                        .anySatisfy(cite -> assertThat(cite.seq()).isEqualTo(list)));
        assertThat(rows(report, "resources", "Application shop"))
                .anySatisfy(row -> assertThat(row.get(1)).startsWith("111122223333 (payments)"));
    }

    @Test
    void callsStandByClassTheMostSeriousFirst() {
        Report report = SampleCase.told(folder).report();

        assertThat(rows(report, "findings", "Calls by"))
                .startsWith(List.of("identity", "1", "0", "1"), List.of("deleted", "1", "0", "1"));
        assertThat(rows(report, "findings", "The most serious"))
                .extracting(row -> row.get(1))
                .containsExactly(
                        "CreateUser",
                        "DeleteLogGroup",
                        "GetSecretValue",
                        "ListBuckets (denied or failed AccessDenied)");
        assertThat(rows(report, "findings", "Overruled").get(0))
                .containsExactly("e-3", "accessed", "other", "a scheduled job", "responder");
    }

    @Test
    void longListsThatStandInAnArtefactAreReadFromThere() {
        SampleCase told = new SampleCase(folder, "").opened();
        List<Object> actions = new ArrayList<>();
        IntStream.rangeClosed(1, 60)
                .forEach(i -> actions.add(Map.of(
                        "id",
                        "a" + i,
                        "kind",
                        "deactivateKey",
                        "target",
                        Map.of("type", "AWS::IAM::AccessKey", "id", "AKIA" + i),
                        "reason",
                        "r")));
        String named = told.artefacts
                .put("application/json", out -> out.write(TestLedger.JSON.writeValueAsBytes(actions)))
                .sha256();
        told.system(
                "plan.made", Map.of("plan", "p", "purpose", "cut", "hash", "h", "count", 60, "actionsArtefact", named));

        assertThat(rows(told.report(), "actions", "Plan p")).hasSize(60);
        assertThat(text(section(told.report(), "actions").sentences())).contains("60 actions");
    }

    @Test
    void kindsThatNoChapterKnowsAreListedAsTheyAre() {
        Report report = SampleCase.told(folder).report();

        assertThat(section(report, "other").tables().get(0).rows())
                .singleElement()
                .satisfies(row -> assertThat(row.cells()).contains("moon.phase", "phase: waning"));
    }

    @Test
    void everyEntryStandsInTheIndexWithItsHash() {
        SampleCase told = SampleCase.told(folder);
        List<String> hashes =
                told.ledger.entries(SampleCase.ID).stream().map(Entry::hash).toList();

        assertThat(rows(told.report(), "evidence", "Every entry"))
                .extracting(row -> row.get(4))
                .isEqualTo(hashes);
        assertThat(told.report().head()).isEqualTo(told.ledger.head(SampleCase.ID));
    }

    @Test
    void clocksShowWhatWasDecided() {
        assertThat(rows(SampleCase.told(folder).report(), "clocks", "Clocks"))
                .hasSize(9)
                .anySatisfy(row -> assertThat(row)
                        .contains("SEC", "nobody is to be notified, because not listed in the United States"))
                .anySatisfy(row -> assertThat(row.get(3)).startsWith("running, "));
    }

    @Test
    void metricsComeFromTheLedger() {
        List<List<String>> rows = rows(SampleCase.told(folder).report(), "metrics", "Times");

        assertThat(rows)
                .extracting(row -> row.get(0))
                .containsExactly("To detect", "To notify", "To contain", "To eradicate", "To recover");
        assertThat(rows.get(0).get(3)).isEqualTo("16 min");
        assertThat(rows.get(3).get(2)).contains("decided by a person, not proven");
    }

    @Test
    void whatASourceWasAskedIsToldSoThatAnybodyFindsIt() {
        SampleCase told = new SampleCase(folder, "").opened();
        told.system(
                "trail.brought",
                Map.of(
                        "source",
                        "athena",
                        "receipts",
                        List.of(Map.of(
                                "what", "count", "query", "q-1", "workgroup", "primary", "region", "eu-central-1"))));
        told.system(
                "trail.brought",
                Map.of(
                        "source",
                        "lookup",
                        "receipts",
                        List.of(Map.of("what", "cloudtrail:LookupEvents", "account", "111122223333"))));

        List<List<String>> rows = rows(told.report(), "coverage", "What a source was asked");
        assertThat(rows.get(0)).contains("q-1", "primary, eu-central-1");
        assertThat(rows.get(1)).contains("cloudtrail:LookupEvents in account 111122223333");
    }

    @Test
    void aCaseJustOpenedSaysThatNothingIsKnownYet() {
        Report report = new SampleCase(folder, "").opened().report();

        assertThat(text(report.summary()))
                .contains("The logs have not been read to their end: this report is not complete.");
        assertThat(text(section(report, "coverage").sentences())).contains("does not mean that it did not happen");
        assertThat(rows(report, "metrics", "Times").get(4)).contains("not yet");
        assertThat(report.signed()).isFalse();
        assertThat(report.state()).isEqualTo("open");
    }

    @Test
    void aBenignCaseSaysWhatWasPassedOver() {
        SampleCase told = new SampleCase(folder, "");
        told.user("responder", "incident.opened", told.opening("benign"));
        told.system("incident.phase", Map.of("phase", "postIncident"));

        assertThat(text(told.report().summary())).contains("Parts 3 and 4 of the playbook were passed over");
    }

    @Test
    void aReportSentBackOrReviewedAgainIsNotSigned() {
        SampleCase told = SampleCase.told(folder);
        assertThat(told.report().signed()).isTrue();

        told.user("responder", "incident.reviewed", Map.of("actions", List.of()));
        assertThat(told.report().signed()).isFalse();
        told.user("manager", "report.signed", Map.of("decision", "refuse", "reason", "the cause is missing"));

        assertThat(told.report().signed()).isFalse();
        assertThat(text(section(told.report(), "review").sentences()))
                .contains("sent back by manager", "because: the cause is missing");
    }

    @Test
    void whomANoticeDidNotReachIsNamed() {
        SampleCase told = new SampleCase(folder, "").opened();
        told.system(
                "notice.sent",
                Map.of(
                        "subject",
                        "update 1",
                        "recipients",
                        List.of(Map.of("name", "Ada", "role", "legal", "channel", "email")),
                        "missed",
                        List.of(Map.of("name", "Bob", "role", "cloud", "remark", "refused"))));

        assertThat(rows(told.report(), "messages", "Notices"))
                .anySatisfy(row -> assertThat(row.get(2)).contains("Ada, legal", "not reached: Bob, cloud (refused)"));
        assertThat(text(told.report().warnings())).contains("1 notice did not reach everybody");
    }

    @Test
    void aCaseThatGoesOnIsNotSignedAnyMore() {
        for (String kind : List.of(
                "incident.opened",
                "recovery.decided",
                "plan.made",
                "plan.approved",
                "action.performed",
                "incident.held",
                "scope.changed",
                "step.skipped",
                "logs.supplied")) {
            SampleCase told = SampleCase.told(folder.resolve(kind));
            told.system(kind, Map.of("plan", "recover-9"));

            assertThat(told.report().signed()).as(kind).isFalse();
            assertThat(text(told.report().summary())).as(kind).contains("The case has gone on since");
        }
    }

    @Test
    void whatGoesOnBesideACaseLeavesItSigned() {
        SampleCase told = SampleCase.told(folder);
        told.system("artefacts.filed", Map.of("process", true));
        told.system("notice.sent", Map.of("subject", "an update"));
        told.user("responder", "clock.decided", Map.of("clock", "gdpr", "decision", "notified"));
        told.user("platform", "improvement.done", Map.of("action", "1"));

        assertThat(told.report().signed()).isTrue();
    }

    @Test
    void whatCameBetweenReadingAndSigningIsNotSigned() {
        SampleCase told = new SampleCase(folder, "").opened();
        Head read = told.report().head();
        told.system("update.sent", Map.of("number", 1));
        told.user("manager", "report.signed", Map.of("decision", "approve", "head", read));
        assertThat(told.report().signed()).isTrue();

        told.user("responder", "incident.held", Map.of("reason", "stop"));
        told.user("manager", "report.signed", Map.of("decision", "approve", "head", read));
        assertThat(told.report().signed()).isFalse();
    }

    @Test
    void bodiesOfAnotherShapeStopNothing() {
        SampleCase told = new SampleCase(folder, "").opened();
        for (String kind : Stream.of(
                        "scope.changed principals.derived trail.part trail.question trail.coverage findings.classified"
                                + " inventory.built findings.reviewed plan.made plan.approved action.performed action.proved"
                                + " eradication.proved recovery.decided recovery.confirmed forensics.recorded cmdb.updated"
                                + " cmdb.compared incident.reviewed artefacts.filed report.signed notice.sent update.missed"
                                + " playbook.proposed playbook.followed step.failed clock.decided")
                .flatMap(kinds -> Stream.of(kinds.split(" ")))
                .toList()) {
            told.system(kind, Map.of());
            told.system(kind, List.of("a", 1, Map.of("b", "c")));
            told.system(kind, "text");
        }

        assertThat(ReportHtml.page(told.report())).contains("</html>");
    }

    @Test
    void thePageIsReadableByAScreenReader() {
        String page = ReportHtml.page(SampleCase.told(folder).report());

        assertThat(page)
                .contains("<html lang=\"en\"", "<main>", "<th scope=\"col\">", "<th scope=\"row\">", "<caption>");
        assertThat(page.split("<h1>", -1)).hasSize(2);
        assertThat(page).doesNotContain("<h3", "style=\"", "<script", "http://www.w3.org/1999/xhtml/");
    }

    @Test
    void thePolicyAllowsThePagesOwnStyleAndNothingElse() throws Exception {
        String page = ReportHtml.page(SampleCase.told(folder).report());
        String style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
        byte[] hash = java.security.MessageDigest.getInstance("SHA-256")
                .digest(style.getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(Reports.contentSecurityPolicy())
                .startsWith("default-src 'none'; style-src 'sha256-"
                        + java.util.Base64.getEncoder().encodeToString(hash) + "'")
                .doesNotContain("unsafe");
    }

    @Test
    void writesSamplesWhereSomebodyWantsToLook() throws Exception {
        String out = System.getenv("REPORT_SAMPLE");
        assumeTrue(out != null);
        Report report = SampleCase.told(folder).report();
        Files.writeString(Path.of(out, "report.html"), ReportHtml.page(report));
        Files.write(Path.of(out, "report.pdf"), ReportPdf.of(report));
        Files.write(Path.of(out, "report.json"), ReportJson.of(report));
    }
}
