package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs in which everybody has one id: it makes nobody a suspect. Where ids are what they should be, they tell who acts in another account. */
class UniqueIdsTest extends AttackLog {

    private static final String BUCKET = "{'bucketName':'b'}";

    private static String withId(String who, String id) {
        return who.replaceFirst("'principalId':'[^']*'", "'principalId':'" + id + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AIDAQ7EXAMPLESAMEID1", "AIDAEXAMPLE", "REDACTED", "AIDAXXXXXXXXXXXXXXXX"})
    void strangersAreNoSuspectsByAnIdThatAllHave(String id) {
        String his = call(withId(MALLORY, id), "s3", "DeleteBucket", BUCKET, "null");
        String bobs = call(withId(user("bob", "AKIABOBBOBBOBBOBBOB1"), id), "s3", "DeleteBucket", BUCKET, "null");
        String made = call(
                withId(user("carl", "AKIACARLCARLCARLCAR1"), id), "iam", "CreateUser", "{'userName':'dora'}", "null");
        String doras = call(withId(user("dora", "AKIADORADORADORADOR1"), id), "s3", "DeleteBucket", BUCKET, "null");
        Case found = investigate();
        assertThat(found.findings()).contains(his).doesNotContain(bobs, made, doras);
        assertThat(found.principals()).containsExactly("arn:aws:iam::" + HOME + ":user/mallory");
        assertThat(found.statements()).anyMatch(said -> said.startsWith("Unique ids of these logs"));
    }

    @Test
    void sessionsOfOneNameInTwoRolesAreTwoWhereRolesHaveOneId() {
        attack(
                "sts",
                "AssumeRole",
                assume(HOME, "first", "one"),
                issued(HOME, "x", "one", "ASIAFIRSTFIRSTFIRST1").replace("assumed-role/x/", "assumed-role/first/"));
        String his = call(
                withId(session(HOME, "first", "one", "ASIAFIRSTFIRSTFIRST1"), "AROAx:one"),
                "s3",
                "DeleteBucket",
                BUCKET,
                "null");
        String anothers = call(
                withId(session(HOME, "second", "one", "ASIAOTHEROTHEROTHER1"), "AROAx:one"),
                "s3",
                "DeleteBucket",
                BUCKET,
                "null");
        assertThat(investigate().findings()).contains(his).doesNotContain(anothers);
    }

    @Test
    void anIdThatIsHisAloneTellsHimInAnotherAccountAndUnderANewName() {
        attack("s3", "DeleteBucket", BUCKET, "null");
        String elsewhere = record(
                "{'type':'AWSAccount','principalId':'AIDAMALLORYMALLORY01','accountId':'" + HOME + "'}",
                "s3",
                "DeleteBucket",
                "{'bucketName':'c'}",
                "null",
                ",'recipientAccountId':'" + OTHER + "'");
        attack("iam", "UpdateUser", "{'userName':'mallory','newUserName':'m2'}", "null");
        String later = byHisIdUnderAnotherName();
        Case found = investigate();
        assertThat(found.findings()).contains(elsewhere, later);
        assertThat(found.statements()).noneMatch(said -> said.startsWith("Unique ids of these logs"));
    }

    @Test
    void anotherNameBesideHisIdThatNoCallExplainsIsAPersonsToJudge() {
        attack("s3", "DeleteBucket", BUCKET, "null");
        String later = byHisIdUnderAnotherName();
        Case found = investigate();
        assertThat(found.findings()).doesNotContain(later);
        assertThat(found.leftOut()).contains("arn:aws:iam::" + HOME + ":user/m2");
    }

    private String byHisIdUnderAnotherName() {
        String he = withId(user("m2", "AKIAM2M2M2M2M2M2M2M2"), "AIDAMALLORYMALLORY01");
        return call(he, "s3", "DeleteBucket", BUCKET, "null");
    }
}
