package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is new for a principal against what the logs hold of it from before the compromise; beside each somebody to whom nothing is new. */
class NewForItsPrincipalTest extends AttackLog {

    private static final String BEFORE = "2024-07-20T10:00:00Z";
    private static final String DEV = user("dev", "AKIADEVDEVDEVDEVDEV1");
    private static final String DEV_ARN = "arn:aws:iam::111122223333:user/dev";
    private static final String CLI = ",'userAgent':'aws-cli/2.15'";

    private String before(String who, String name, String request) {
        return recordAt(BEFORE, who, "s3", name, request, "null", CLI);
    }

    private String after(String who, String name, String request, String more) {
        return record(who, "s3", name, request, "null", more);
    }

    @Test
    void theSameCallIsNewInItsRegionInItsAddressInItsToolAlone() {
        before(DEV, "DeleteBucket", "{'bucketName':'b'}");
        String same = after(DEV, "DeleteBucket", "{'bucketName':'b'}", CLI);
        String tool = after(DEV, "DeleteBucket", "{'bucketName':'b'}", ",'userAgent':'curl/8'");
        String bucket = after(DEV, "DeleteBucket", "{'bucketName':'other'}", CLI);
        in("eu-west-1");
        String region = after(DEV, "DeleteBucket", "{'bucketName':'b'}", CLI);
        from("198.51.100.66");
        String both = after(DEV, "DeleteBucket", "{'bucketName':'b'}", CLI);
        in("us-east-1");
        String call = after(DEV, "PutBucketPolicy", "{'bucketName':'b'}", "");
        Case found = investigate(DEV_ARN);
        assertThat(found.finding(same).unseen()).isEmpty();
        assertThat(found.finding(same).newness()).isEqualTo("nothing new");
        assertThat(found.finding(tool).unseen()).containsExactly(Aspect.USER_AGENT);
        assertThat(found.finding(bucket).unseen()).containsExactly(Aspect.RESOURCE);
        assertThat(found.finding(region).unseen()).containsExactly(Aspect.REGION);
        assertThat(found.finding(both).unseen()).containsExactly(Aspect.REGION, Aspect.ADDRESS);
        assertThat(found.finding(call).unseen()).containsExactly(Aspect.CALL, Aspect.ADDRESS);
        assertThat(found.told()).extracting(Finding::comparedWith).containsOnly(DEV_ARN);
    }

    @Test
    void whoWasNeverSeenBeforeIsNotCalledNew() {
        before(user("other", "AKIAOTHEROTHEROTHER1"), "DeleteBucket", "{'bucketName':'b'}");
        String first = after(DEV, "DeleteBucket", "{'bucketName':'b'}", CLI);
        Finding found = investigate(DEV_ARN).finding(first);
        assertThat(found.comparedWith()).isNull();
        assertThat(found.unseen()).isEmpty();
        assertThat(found.newness()).isEqualTo("nothing known of before");
    }

    @Test
    void whatASessionDoesIsNothingNewWhereAnotherSessionOfTheRoleDidIt() {
        before(session(HOME, "ci", "run-1", "ASIARUNRUNRUNRUNRUN1"), "PutObject", "{'bucketName':'b','key':'1'}");
        from("198.51.100.66");
        String moved = after(
                session(HOME, "ci", "run-2", "ASIARUNRUNRUNRUNRUN2"), "PutObject", "{'bucketName':'b','key':'2'}", CLI);
        Finding found = investigate("arn:aws:iam::111122223333:role/ci").finding(moved);
        assertThat(found.comparedWith()).isEqualTo("arn:aws:iam::111122223333:role/ci");
        assertThat(found.unseen()).containsExactly(Aspect.ADDRESS);
    }

    @Test
    void ofARoleThatHeTakesOnlyItsSessionIsLookedForAndNothingIsKnownOfIt() {
        before(session(HOME, "ops", "anna", "ASIAANNAANNAANNAANN1"), "DeleteBucket", "{'bucketName':'b'}");
        attack("sts", "AssumeRole", assume(HOME, "ops", "x"), issued(HOME, "ops", "x", "ASIAOPSOPSOPSOPSOPS2"));
        String dropped =
                after(session(HOME, "ops", "x", "ASIAOPSOPSOPSOPSOPS2"), "DeleteBucket", "{'bucketName':'z'}", CLI);
        Finding found = investigate().finding(dropped);
        assertThat(found.comparedWith()).isNull();
        assertThat(found.unseen()).isEmpty();
    }

    @Test
    void aKeyThatTheScopeNamesIsComparedWithWhatWasDoneWithThatKey() {
        before(DEV, "DeleteBucket", "{'bucketName':'b'}");
        before(user("dev", "AKIAOTHEROTHEROTHER1"), "PutBucketPolicy", "{'bucketName':'b'}");
        String known = after(DEV, "DeleteBucket", "{'bucketName':'b'}", CLI);
        String unknown = after(DEV, "PutBucketPolicy", "{'bucketName':'b'}", CLI);
        Case found = investigate("AKIADEVDEVDEVDEVDEV1");
        assertThat(found.finding(known).unseen()).isEmpty();
        assertThat(found.finding(unknown).unseen()).containsExactly(Aspect.CALL);
        assertThat(found.told()).extracting(Finding::comparedWith).containsOnly("AKIADEVDEVDEVDEVDEV1");
    }

    @Test
    void anotherObjectOfAKnownBucketIsNothingNewAndTheFirstOfAnotherBucketIs() {
        before(DEV, "GetObject", "{'bucketName':'b','key':'1'}");
        String object = after(DEV, "GetObject", "{'bucketName':'b','key':'2'}", CLI);
        String bucket = after(DEV, "GetObject", "{'bucketName':'payroll','key':'1'}", CLI);
        Case found = investigate(DEV_ARN);
        assertThat(found.finding(object).unseen()).isEmpty();
        assertThat(found.finding(bucket).unseen()).containsExactly(Aspect.RESOURCE);
    }

    @Test
    void whoIsAskedOfTheClusterIsComparedWithTheClustersOwnLog() {
        String secret = "'verb':'get','objectRef':{'resource':'secrets','namespace':'prod','name':'%s'}";
        requestAt("2024-07-20T10:00:00.000000Z", "ops", secret.formatted("db"));
        String known = request("ops", secret.formatted("db"));
        String unknown = request("ops", secret.formatted("tls"));
        Case found = investigate("ops");
        assertThat(found.finding(known).newness()).isEqualTo("nothing new");
        assertThat(found.finding(unknown).unseen()).containsExactly(Aspect.RESOURCE);
    }

    @Test
    void withinClassAndOutcomeWhatIsMostNewComesFirstAndTheClassIsTheSame() {
        before(DEV, "DeleteBucket", "{'bucketName':'b'}");
        String usual = after(DEV, "DeleteBucket", "{'bucketName':'b'}", CLI);
        String listed = after(DEV, "ListBuckets", "null", ",'userAgent':'curl/8'");
        String stranger = after(MALLORY, "DeleteBucket", "{'bucketName':'b'}", CLI);
        String other = after(DEV, "DeleteBucket", "{'bucketName':'c'}", CLI);
        in("eu-west-1");
        String elsewhere = after(DEV, "DeleteBucket", "{'bucketName':'d'}", CLI);
        String denied =
                after(DEV, "DeleteBucket", "{'bucketName':'e'}", ",'userAgent':'curl/8','errorCode':'AccessDenied'");
        Case found = investigate(DEV_ARN, "arn:aws:iam::111122223333:user/mallory");
        assertThat(found.told())
                .extracting(Finding::eventId)
                .containsExactly(elsewhere, other, stranger, usual, listed, denied);
        assertThat(found.told())
                .filteredOn(one -> one.eventName().equals("DeleteBucket"))
                .extracting(Finding::category)
                .containsOnly(Category.DELETED);
    }

    @Test
    void secretsAndParametersComeBeforeOtherReadsHoweverNewTheseAre() {
        before(DEV, "GetObject", "{'bucketName':'b','key':'1'}");
        String secretBefore =
                recordAt(BEFORE, DEV, "secretsmanager", "GetSecretValue", "{'secretId':'db'}", "null", CLI);
        in("eu-west-1");
        String object = after(DEV, "GetObject", "{'bucketName':'new','key':'1'}", ",'userAgent':'curl/8'");
        in("us-east-1");
        String parameter = record(DEV, "ssm", "GetParameter", "{'name':'p'}", "null", CLI);
        String secret = record(DEV, "secretsmanager", "GetSecretValue", "{'secretId':'db'}", "null", CLI);
        Case found = investigate(DEV_ARN);
        assertThat(found.finding(secret).unseen()).isEmpty();
        assertThat(found.told()).extracting(Finding::eventId).containsExactly(secret, parameter, object);
        assertThat(found.findings()).doesNotContain(secretBefore);
    }
}
