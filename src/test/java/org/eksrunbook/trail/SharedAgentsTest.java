package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A user agent that the attacker shares with somebody is a hint where it is rare among those who were read, and nobody is the attacker by it. */
class SharedAgentsTest extends AttackLog {

    private static final String BEFORE = "2024-07-20T10:00:00Z";
    private static final String RARE = "evil-kit/3.1 (linux)";
    private static final String COMMON = "aws-cli/2.15.0 Python/3.11.6";
    private static final String DROP = "{'bucketName':'loot'}";
    private static final String KEY =
            "{'accessKey':{'accessKeyId':'AKIANEWNEWNEWNEWNEW1','status':'Active','userName':'alice'}}";

    private String callWith(String agent, String who, String call) {
        return record(who, "s3", call, DROP, "null", ",'userAgent':'" + agent + "'");
    }

    private static String bob(String session) {
        return session(HOME, "bob", session, "ASIABOB" + session);
    }

    private static String arn(String session) {
        return "arn:aws:sts::" + HOME + ":assumed-role/bob/" + session;
    }

    /** Sessions of bob are read, since his password was set; and are not the attacker's by that. */
    private void attackWith(String agent) {
        record(MALLORY, "iam", "CreateAccessKey", "{'userName':'alice'}", KEY, ",'userAgent':'" + agent + "'");
        record(MALLORY, "iam", "UpdateLoginProfile", "{'userName':'bob'}", "null", ",'userAgent':'" + agent + "'");
    }

    private void bobBefore(String agent) {
        recordAt(BEFORE, bob("a"), "s3", "ListBuckets", "null", "null", ",'userAgent':'" + agent + "'");
    }

    @Test
    void whoCallsWithARareAgentOfTheAttackersIsNamedAndNotAccused() {
        bobBefore(COMMON);
        attackWith(RARE);
        String beside = callWith(RARE, bob("b"), "CreateBucket");
        String atWork = callWith(COMMON, bob("c"), "CreateBucket");
        Case found = investigate();
        assertThat(found.findings()).doesNotContain(beside, atWork);
        assertThat(found.principals()).doesNotContain(arn("b"));
        assertThat(found.leftOut()).contains(arn("b")).doesNotContain(arn("c"));
        assertThat(found.principal(arn("b")).why()).contains(RARE, "a hint and no proof");
        assertThat(found.principal(arn("b")).evidence()).containsExactly(beside);
    }

    @Test
    void agentThatSomebodyHadBeforeTheCompromiseIsNoHint() {
        bobBefore(COMMON);
        attackWith(COMMON);
        callWith(COMMON, bob("b"), "CreateBucket");
        assertThat(investigate().leftOut()).doesNotContain(arn("b"));
    }

    @Test
    void agentOfManyIsNoHint() {
        bobBefore(COMMON);
        attackWith(RARE);
        for (int one = 0; one <= SharedAgents.FEW; one++) {
            record(MALLORY, "iam", "UpdateLoginProfile", "{'userName':'many" + one + "'}", "null", "");
            callWith(RARE, session(HOME, "many" + one, "b", "ASIAMANY" + one), "CreateBucket");
        }
        assertThat(investigate().leftOut()).noneMatch(id -> id.contains("many"));
    }

    @Test
    void manySessionsOfOneRoleAreOne() {
        bobBefore(COMMON);
        attackWith(RARE);
        for (int one = 0; one <= SharedAgents.FEW; one++) {
            callWith(RARE, bob("many" + one), "CreateBucket");
        }
        assertThat(investigate().leftOut()).contains(arn("many0")).doesNotContain(arn("many1"));
    }

    @Test
    void agentsBeyondWhatIsKeptAreTold() {
        FormerAgents former = new FormerAgents();
        SharedAgents agents = new SharedAgents(former);
        assertThat(agents.told()).isEmpty();
        for (int one = 0; one < FormerAgents.MOST; one++) {
            former.hear("agent/" + one);
        }
        assertThat(agents.told()).singleElement().asString().contains("more than the 100000 user agents");
    }

    @Test
    void whereNobodyWasHeardBeforeNothingTellsWhatIsRare() {
        attackWith(RARE);
        callWith(RARE, bob("b"), "CreateBucket");
        assertThat(investigate().leftOut()).doesNotContain(arn("b"));
    }

    @Test
    void agentOfAServiceIsNobodys() {
        bobBefore(COMMON);
        attackWith(RARE);
        String byService = bob("b").replaceFirst("\\}$", ",'invokedBy':'cloudformation.amazonaws.com'}");
        callWith(RARE, byService, "CreateBucket");
        assertThat(investigate().leftOut()).doesNotContain(arn("b"));
    }
}
