package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Users who get another name: the attacker's go on under it, and whoever has the old one afterwards, or had the new one before, is somebody else. */
class RenamesTest extends AttackLog {

    private static final String NOBODYS = "HIDDEN_DUE_TO_SECURITY_REASONS";
    private static final String BUCKET = "{'bucketName':'b'}";

    private static String arn(String name) {
        return "arn:aws:iam::" + HOME + ":user/" + name;
    }

    /** As {@link #user} where the log has the id masked. */
    private static String masked(String name, String key) {
        return user(name, key).replace("AIDA" + name, NOBODYS);
    }

    private void created(String name) {
        attack(
                "iam",
                "CreateUser",
                "{'userName':'" + name + "'}",
                "{'user':{'userName':'" + name + "','userId':'" + NOBODYS + "','arn':'" + arn(name) + "'}}");
    }

    private void renamed(String from, String to) {
        attack("iam", "UpdateUser", "{'userName':'" + from + "','newUserName':'" + to + "'}", "null");
    }

    @Test
    void aUserOfHisIsFollowedUnderTheNewNameAndWhoTakesTheOldOneIsAnother() {
        String earlier = call(masked("svc", "AKIAEARLIEREARLIER01"), "s3", "DeleteBucket", BUCKET, "null");
        created("backdoor");
        String asBackdoor = call(masked("backdoor", "AKIABACKDOORBACKDO01"), "s3", "DeleteBucket", BUCKET, "null");
        renamed("backdoor", "svc");
        String asSvc = call(masked("svc", "AKIABACKDOORBACKDO01"), "s3", "DeleteBucket", BUCKET, "null");
        String anothers = call(masked("backdoor", "AKIAANOTHERANOTHER01"), "s3", "DeleteBucket", BUCKET, "null");
        Case found = investigate();
        assertThat(found.findings()).contains(asBackdoor, asSvc).doesNotContain(earlier, anothers);
        assertThat(found.principals()).contains(arn("backdoor"), arn("svc"));
        assertThat(found.principal(arn("backdoor")).renamedTo()).isEqualTo(arn("svc"));
        assertThat(found.principal(arn("svc")).renamedTo()).isNull();
        assertThat(found.principal(arn("svc")).source()).contains(arn("backdoor"));
    }

    @Test
    void whoRenamesHimselfStaysWhoHeIsUnderEachOfHisNames() {
        renamed("mallory", "m2");
        call(
                MALLORY.replace("user/mallory", "user/m2").replace("'userName':'mallory'", "'userName':'m2'"),
                "iam",
                "UpdateUser",
                "{'userName':'m2','newUserName':'m3','newPath':'/ops/'}",
                "null");
        String his = call(masked("ops/m3", "AKIAHISHISHISHISHIS1"), "s3", "DeleteBucket", BUCKET, "null");
        String anothers = call(masked("mallory", "AKIAOTHEROTHEROTHER1"), "s3", "DeleteBucket", BUCKET, "null");
        Case found = investigate();
        assertThat(found.findings()).contains(his).doesNotContain(anothers);
        assertThat(found.principal(arn("mallory")).renamedTo()).isEqualTo(arn("ops/m3"));
    }

    @Test
    void theNameOfAnInnocentThatHisUserTakesMakesTheInnocentNoSuspect() {
        created("backdoor");
        renamed("alice", "alice2");
        renamed("backdoor", "alice");
        String his = call(masked("alice", "AKIABACKDOORBACKDO01"), "s3", "DeleteBucket", BUCKET, "null");
        String hers = call(masked("alice2", "AKIAALICEALICEALICE1"), "s3", "DeleteBucket", BUCKET, "null");
        Case found = investigate();
        assertThat(found.findings()).contains(his).doesNotContain(hers);
        assertThat(found.leftOut()).contains(arn("alice2"));
        assertThat(found.principal(arn("alice2")).why()).contains(arn("alice"));
        assertThat(found.principal(arn("backdoor")).renamedTo()).isEqualTo(arn("alice"));
    }

    @Test
    void aPasswordThatHeSetOpensTheConsoleUnderTheNewNameAndTheUsersKeysStayHers() {
        attack("iam", "UpdateLoginProfile", "{'userName':'alice'}", "null");
        renamed("alice", "alice2");
        String login = record(
                "{'type':'IAMUser','principalId':'" + NOBODYS + "','arn':'" + arn("alice2") + "','accountId':'" + HOME
                        + "','userName':'alice2'}",
                "signin",
                "ConsoleLogin",
                "null",
                "{'ConsoleLogin':'Success'}",
                ",'additionalEventData':{'MFAUsed':'No'}");
        String withKey = call(masked("alice2", "AKIAOLDOLDOLDOLDOLD2"), "s3", "CreateBucket", BUCKET, "null");
        Case found = investigate();
        assertThat(found.findings()).contains(login).doesNotContain(withKey);
    }

    @Test
    void whatWasRefusedOrIsAnotherServicesRenamesNobody() {
        created("backdoor");
        record(
                MALLORY,
                "iam",
                "UpdateUser",
                "{'userName':'backdoor','newUserName':'bob'}",
                "null",
                ",'errorCode':'AccessDenied'");
        attack("transfer", "UpdateUser", "{'userName':'backdoor','newUserName':'carl'}", "null");
        String bobs = call(masked("bob", "AKIABOBBOBBOBBOBBOB1"), "s3", "DeleteBucket", BUCKET, "null");
        String carls = call(masked("carl", "AKIACARLCARLCARLCAR1"), "s3", "DeleteBucket", BUCKET, "null");
        assertThat(investigate().findings()).doesNotContain(bobs, carls);
    }
}
