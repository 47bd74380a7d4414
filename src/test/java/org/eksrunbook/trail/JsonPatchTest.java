package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eksrunbook.trail.Events.auditJudged;
import static org.eksrunbook.trail.Events.json;

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
