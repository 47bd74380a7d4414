package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eksrunbook.trail.Events.auditJudged;
import static org.eksrunbook.trail.Events.json;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class JsonPatchTest {

    @Test
    void whatComesInStandsWhereItComesIn() {
        assertThat(
                        JsonPatch.changed(
                                json(
                                        "[{'op':'add','path':'/metadata/annotations/a~1b~0c','value':'v'},{'op':'replace','path':'/spec/replicas','value':3},"
                                                + "{'op':'add','path':'/spec/list/-','value':'one'},{'op':'add','path':'/spec/list/4','value':'two'}]")))
                .isEqualTo(
                        json("{'metadata':{'annotations':{'a/b~c':'v'}},'spec':{'replicas':3,'list':['one','two']}}"));
    }

    @Test
    void whatGoesOrIsOnlyLookedAtIsNotInIt() {
        assertThat(JsonPatch.changed(json(
                        "[{'op':'remove','path':'/a'},{'op':'test','path':'/b','value':1},{'op':'move','from':'/c','path':'/d'},{'path':'/e','value':1},7,"
                                + "{'op':'add','path':'','value':{'whole':true}},{'op':'add','path':'" + "/x".repeat(50)
                                + "','value':1}]")))
                .isEqualTo(json("{'whole':true}"));
    }

    @Test
    void aNameThatLooksLikeAPlaceInAListTakesNothingAway() {
        assertThat(
                        JsonPatch.changed(
                                json(
                                        "[{'op':'add','path':'/data/mapUsers','value':'his'},{'op':'add','path':'/data/0','value':'x'},{'op':'add','path':'/list/0','value':'y'}]")))
                .isEqualTo(json("{'data':{'mapUsers':'his','0':'x'},'list':['y']}"));
    }

    @Test
    void whatTheOperationsBroughtThemselvesComesInWhereItIsCopiedOrMoved() {
        assertThat(
                        JsonPatch.changed(
                                json(
                                        "[{'op':'add','path':'/a','value':{'b':1}},{'op':'copy','from':'/a','path':'/c'},{'op':'move','from':'/a/b','path':'/list/-'},"
                                                + "{'op':'copy','from':'/metadata/name','path':'/d'},{'op':'copy','from':'no','path':'/e'},{'op':'copy','path':'/f'}]")))
                .isEqualTo(json("{'a':{'b':1},'c':{'b':1},'list':[1]}"));
    }

    @Test
    void copiesOfCopiesEndAndWhatIsWrittenBehindThemIsRead() {
        String doubled = "{'op':'copy','from':'/a','path':'/a/x'},{'op':'copy','from':'/a','path':'/a/y'},".repeat(500);
        JsonNode changed = JsonPatch.changed(json(
                "[{'op':'add','path':'/a','value':{}}," + doubled + "{'op':'add','path':'/hostPID','value':true}]"));
        assertThat(changed.path("hostPID").asBoolean()).isTrue();
        assertThat(changed.toString().length()).isLessThan(1_000_000);
    }

    @Test
    void asManyOperationsAsTheServerTakesAreRead() {
        String tests = "{'op':'test','path':'/a','value':1},";
        String last = "{'op':'add','path':'/b','value':2}]";
        assertThat(JsonPatch.changed(json("[" + tests.repeat(9_999) + last))).isEqualTo(json("{'b':2}"));
        assertThat(JsonPatch.changed(json("[" + tests.repeat(10_000) + last))).isEmpty();
    }

    @Test
    void theRecordStaysAsItWasWritten() {
        String written = "[{'op':'add','path':'/a','value':{'b':1}},{'op':'add','path':'/a/c','value':2}]";
        JsonNode record = json(written);
        assertThat(JsonPatch.changed(record)).isEqualTo(json("{'a':{'b':1,'c':2}}"));
        assertThat(record).isEqualTo(json(written));
    }

    @Test
    void aWorkloadThatIsGivenAWayToItsNodeByOperationsIsSeen() {
        assertThat(auditJudged(
                                "'verb':'patch','objectRef':{'resource':'deployments','name':'web'},'requestObject':[{'op':'add','path':'/spec/template/spec/hostPID','value':true},"
                                        + "{'op':'add','path':'/spec/template/spec/containers/0/securityContext','value':{'privileged':true}}]")
                        .why())
                .contains("hostPID", "privileged");
        assertThat(auditJudged(
                                "'verb':'patch','objectRef':{'resource':'deployments','name':'web'},'requestObject':[{'op':'replace','path':'/spec/replicas','value':3}]")
                        .why())
                .doesNotContain("node");
    }

    @Test
    void aBindingThatIsWidenedByOperationsTellsWhoComesIn() {
        assertThat(auditJudged(
                                "'verb':'patch','objectRef':{'resource':'clusterrolebindings','name':'b'},'requestObject':[{'op':'add','path':'/subjects/-','value':{'kind':'User','name':'mole'}}],"
                                        + "'responseObject':{'roleRef':{'name':'cluster-admin'},'subjects':[{'kind':'User','name':'ops'},{'kind':'User','name':'mole'}]}")
                        .why())
                .contains("cluster-admin to User mole")
                .doesNotContain("ops");
    }
}
