package org.eksrunbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eksrunbook.evidence.TestLedger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the report says of decisions and deeds: each stands with the thing it was about, and stays when something follows it. */
class WhatWasDoneTest {

    private static final String ACCOUNT = "111122223333";

    @TempDir
    Path folder;

    private static Map<String, Object> thing(String type, String id, String region) {
        return Map.of("type", type, "id", id, "accountId", ACCOUNT, "region", region);
    }

    private static String key(Map<String, Object> thing) {
        return thing.get("type") + "|" + ACCOUNT + "|" + thing.get("region") + "|" + thing.get("id");
    }

    private static Map<String, Object> action(String id, String kind, Map<String, Object> target) {
        return Map.of("id", id, "kind", kind, "target", target, "reason", "made by the attacker");
    }

    @SafeVarargs
    private SampleCase with(Map<String, Object>... things) throws IOException {
        SampleCase told = new SampleCase(folder, "").opened();
        StringBuilder lines = new StringBuilder();
        for (Map<String, Object> thing : things) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("key", key(thing));
            row.put("keys", List.of(key(thing)));
            row.put("resource", thing);
            lines.append(TestLedger.JSON.writeValueAsString(row)).append('\n');
        }
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        String artefact = told.artefacts
                .put("application/x-ndjson", out -> out.write(bytes))
                .sha256();
        told.system("inventory.built", Map.of("count", things.length, "artefact", artefact));
        return told;
    }

    private static void plan(SampleCase told, String id, String before, List<Map<String, Object>> actions) {
        told.system(
                "plan.made",
                Map.of("plan", id, "purpose", "recover", "hash", "h", "supersedes", before, "actions", actions));
    }

    private static void performed(SampleCase told, String plan, String outcome, List<Map<String, String>> failed) {
        told.user("approver", "plan.approved", Map.of("plan", plan, "hash", "h", "reason", "", "breakGlass", false));
        told.user(
                "responder",
                "action.performed",
                Map.of("plan", plan, "outcome", outcome, "failed", failed, "reason", ""));
    }

    private static Report.Section section(SampleCase told, String id) {
        return told.report().sections().stream()
                .filter(section -> section.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String sentences(SampleCase told, String section) {
        return String.join(
                "\n",
                section(told, section).sentences().stream()
                        .map(Report.Sentence::text)
                        .toList());
    }

    private static List<String> row(SampleCase told, String thing) {
        return section(told, "resources").tables().stream()
                .flatMap(table -> table.rows().stream())
                .map(Report.Row::cells)
                .filter(cells -> cells.get(0).equals(thing))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatAPlanDidStandsThoughALaterPlanFollowedIt() throws IOException {
        Map<String, Object> table = thing("AWS::DynamoDB::Table", "carts", "eu-central-1");
        SampleCase told = with(table);
        plan(told, "p1", "", List.of(action("a1", "recreate", table)));
        performed(told, "p1", "done", List.of());
        plan(told, "p2", "p1", List.of());

        assertThat(row(told, "AWS::DynamoDB::Table carts"))
                .anySatisfy(cell -> assertThat(cell).contains("recovery: Make anew"))
                .anySatisfy(cell -> assertThat(cell).isEqualTo("stated by responder, not read"));
        assertThat(sentences(told, "actions")).doesNotContain("took its place");
    }

    @Test
    void aPlanThatWasNotPerformedGivesWayToTheNext() throws IOException {
        Map<String, Object> table = thing("AWS::DynamoDB::Table", "carts", "eu-central-1");
        SampleCase told = with(table);
        plan(told, "p1", "", List.of(action("a1", "recreate", table)));
        plan(told, "p2", "p1", List.of());

        assertThat(row(told, "AWS::DynamoDB::Table carts").get(3)).isEqualTo("nothing");
        assertThat(sentences(told, "actions")).contains("A later plan took its place");
    }

    @Test
    void thingsOfOneNameShareNeitherDecisionsNorProofs() throws IOException {
        Map<String, Object> role = thing("AWS::IAM::Role", "orders", "");
        Map<String, Object> user = thing("AWS::IAM::User", "orders", "");
        Map<String, Object> here = thing("AWS::Logs::LogGroup", "/aws/shop", "eu-central-1");
        Map<String, Object> there = thing("AWS::Logs::LogGroup", "/aws/shop", "eu-west-1");
        SampleCase told = with(role, user, here, there);
        plan(told, "p", "", List.of(action("a1", "delete", user), action("a2", "recreate", there)));
        performed(told, "p", "done", List.of());
        told.user(
                "responder",
                "findings.reviewed",
                Map.of("dispositions", List.of(Map.of("resource", key(role), "disposition", "putBack"))));

        assertThat(row(told, "AWS::IAM::Role orders").subList(3, 5))
                .containsExactly("review: put back as it was", "nothing");
        assertThat(row(told, "AWS::IAM::User orders").subList(3, 5))
                .containsExactly("recovery: Delete", "stated by responder, not read");
        List<List<String>> groups = section(told, "resources").tables().get(0).rows().stream()
                .map(Report.Row::cells)
                .filter(cells -> cells.get(0).equals("AWS::Logs::LogGroup /aws/shop"))
                .toList();
        assertThat(groups)
                .anySatisfy(cells ->
                        assertThat(cells).contains(ACCOUNT + " eu-central-1").endsWith("nothing", "nothing"))
                .anySatisfy(cells ->
                        assertThat(cells).contains(ACCOUNT + " eu-west-1").endsWith("stated by responder, not read"));
    }

    @Test
    void anActionOnAUserIsNotToldOfTheDoorThatIsNamedByTheUsersArn() throws IOException {
        String arn = "arn:aws:iam::" + ACCOUNT + ":user/backup";
        Map<String, Object> entry = thing("AWS::EKS::AccessEntry", arn, "eu-central-1");
        SampleCase told = with(thing("AWS::IAM::User", "backup", ""), entry);
        Map<String, Object> user = Map.of("type", "AWS::IAM::User", "id", "backup", "arn", arn, "accountId", ACCOUNT);
        plan(told, "p", "", List.of(action("a1", "delete", user)));

        assertThat(row(told, "AWS::EKS::AccessEntry " + arn).get(3)).isEqualTo("nothing");
        assertThat(row(told, "AWS::IAM::User backup").get(3)).isEqualTo("recovery: Delete (proposed)");
    }

    @Test
    void aThingWithoutItsPlaceIsTheOneOfThatTypeAndName() throws IOException {
        SampleCase told = with(thing("AWS::DynamoDB::Table", "carts", "eu-central-1"));
        plan(
                told,
                "p",
                "",
                List.of(action("a1", "recreate", Map.of("type", "AWS::DynamoDB::Table", "id", "carts", "region", ""))));

        assertThat(row(told, "AWS::DynamoDB::Table carts").get(3)).contains("(proposed)");
    }

    @Test
    void ofAPlanThatFailedInPartTheOtherStepsWereDone() throws IOException {
        Map<String, Object> one = thing("AWS::IAM::User", "one", "");
        Map<String, Object> two = thing("AWS::IAM::User", "two", "");
        SampleCase told = with(one, two);
        plan(told, "p", "", List.of(action("a1", "delete", one), action("a2", "delete", two)));
        performed(told, "p", "failed", List.of(Map.of("action", "a2", "reason", "refused")));

        assertThat(row(told, "AWS::IAM::User one").subList(3, 5))
                .containsExactly("recovery: Delete", "stated by responder, not read");
        assertThat(row(told, "AWS::IAM::User two").subList(3, 5))
                .containsExactly("recovery: Delete (approved, not done)", "not done, says responder");
    }

    @Test
    void aFailureThatNamesNoStepLeavesNothingCertain() throws IOException {
        Map<String, Object> one = thing("AWS::IAM::User", "one", "");
        SampleCase told = with(one);
        plan(told, "p", "", List.of(action("a1", "delete", one)));
        performed(told, "p", "failed", List.of());

        assertThat(row(told, "AWS::IAM::User one").subList(3, 5))
                .containsExactly("recovery: Delete (approved, not done)", "not done, says responder");
    }

    @Test
    void waysThatWereDecidedAnewAreStillTold() throws IOException {
        Map<String, Object> table = thing("AWS::DynamoDB::Table", "carts", "eu-central-1");
        SampleCase told = with(table);
        for (String way : List.of("recreate", "leave", "leave")) {
            told.user(
                    "responder",
                    "recovery.decided",
                    Map.of(
                            "cause",
                            "cause of " + way,
                            "groups",
                            List.of(Map.of("resources", List.of(key(table)), "heading", "deleted", "way", way))));
        }

        assertThat(row(told, "AWS::DynamoDB::Table carts").get(3))
                .isEqualTo("recovery, decided anew since: make anew from the recorded configuration"
                        + "\nrecovery: leave as it is");
        assertThat(sentences(told, "recovery"))
                .contains("Cause (decided on ", ", and anew since): cause of recreate.", "Cause: cause of leave.");
        assertThat(section(told, "recovery").tables()).hasSize(3);
    }

    @Test
    void everyLookForTheAttackerIsCounted() {
        SampleCase told = new SampleCase(folder, "").opened();
        told.system("eradication.proved", Map.of("state", "active"));
        IntStream.rangeClosed(1, 6).forEach(i -> told.system("eradication.proved", Map.of("state", "waiting")));

        assertThat(sentences(told, "eradication"))
                .startsWith("Looked at 2 times before those that follow: active 1 time, waiting 1 time.");
        assertThat(section(told, "eradication").sentences().get(0).cites()).hasSize(2);
    }

    @Test
    void listsThatAreCutShortSayHowMuchIsLeftOut() {
        SampleCase told = new SampleCase(folder, "").opened();
        List<Map<String, Object>> left = IntStream.rangeClosed(1, 23)
                .mapToObj(i -> Map.<String, Object>of("target", thing("AWS::IAM::User", "u" + i, "")))
                .toList();
        told.system("plan.outsideScope", Map.of("purpose", "cut", "actions", left, "reason", "Not in the scope"));
        told.system(
                "recovery.proposed",
                Map.of("backups", List.of(Map.of("resource", "t", "backup", "b")), "moreBackups", 4, "artefact", "ab"));

        assertThat(sentences(told, "actions")).endsWith("AWS::IAM::User u20 and 3 more, in the entry.");
        assertThat(section(told, "recovery").tables().get(0).remarks())
                .extracting(Report.Sentence::text)
                .containsExactly("4 more stand in the artefact ab.");
    }

    @Test
    void whoStoppedEverythingAndWhyIsADecision() {
        SampleCase told = new SampleCase(folder, "").opened();
        told.user("approver", "incident.held", Map.of("reason", "wrong account"));

        assertThat(section(told, "decisions").tables().get(0).rows().get(0).cells())
                .contains("approver", "Everything that acts was stopped", "wrong account");
    }

    @Test
    void theTimeToEradicateIsThatOfTheLastEradication() {
        SampleCase told = new SampleCase(folder, "").opened();
        told.system("eradication.proved", Map.of("state", "quiet"));
        assertThat(eradicated(told)).contains("a quiet window was proven");

        told.system("incident.phase", Map.of("phase", "eradicate"));
        assertThat(eradicated(told)).contains("the search began anew, neither proven nor decided yet");
        told.user("approver", "eradication.confirmed", Map.of("decision", "approve", "reason", "keys are gone"));

        assertThat(eradicated(told)).contains("decided by a person, not proven");
    }

    private static String eradicated(SampleCase told) {
        return String.join(
                " ", section(told, "metrics").tables().get(0).rows().get(3).cells());
    }

    @Test
    void whoAnsweredWhetherItIsBackIsNamed() {
        SampleCase told = new SampleCase(folder, "").opened();
        told.user("responder", "recovery.confirmed", Map.of("application", "shop", "decision", "approve"));

        assertThat(told.report().summary())
                .anySatisfy(sentence -> assertThat(sentence.text())
                        .isEqualTo("Asked whether it is back, people answered: shop (approve, responder)."));
    }

    @Test
    void anOwnerWhoWasNotReachedWasNotTold() {
        SampleCase told = new SampleCase(folder, "").opened();
        Map<String, Object> unreached = Map.of("name", "ada", "channel", "timeline", "remark", "no address is known");
        told.system("notice.sent", Map.of("subject", "Your application", "recipients", List.of(unreached)));
        told.system(
                "owners.notified",
                Map.of("application", "shop", "owner", "ada", "reached", false, "why", "no address is known"));
        assertThat(messages(told))
                .contains("The owner of shop was not reached: no address is known")
                .doesNotContain("was told");
        assertThat(notified(told)).contains("nobody was told yet");

        told.system("owners.notified", Map.of("application", "pay", "owner", "bob", "reached", true, "why", ""));
        assertThat(messages(told)).contains("The owner of pay was told");
        assertThat(notified(told)).contains("the first notice");
    }

    private static String messages(SampleCase told) {
        return section(told, "messages").tables().get(0).rows().stream()
                .flatMap(row -> row.cells().stream())
                .reduce("", (one, other) -> one + "\n" + other);
    }

    private static String notified(SampleCase told) {
        return String.join(
                " ", section(told, "metrics").tables().get(0).rows().get(1).cells());
    }
}
