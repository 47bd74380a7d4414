package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eksrunbook.trail.Category.ACCESSED;
import static org.eksrunbook.trail.Category.CREATED;
import static org.eksrunbook.trail.Category.DELETED;
import static org.eksrunbook.trail.Category.IDENTITY;
import static org.eksrunbook.trail.Category.MODIFIED;
import static org.eksrunbook.trail.Category.RECON;
import static org.eksrunbook.trail.Events.audit;
import static org.eksrunbook.trail.Events.auditJudged;

import java.util.List;
import org.eksrunbook.trail.Finding.Resource;
import org.junit.jupiter.api.Test;

class AuditClassifierTest {

    @Test
    void aBindingIsIdentityAndTellsWhoGetsWhat() {
        Finding binding = auditJudged(
                "'verb':'create','objectRef':{'resource':'clusterrolebindings','name':'oops'},'responseStatus':{'code':201},"
                        + "'requestObject':{'roleRef':{'name':'cluster-admin'},'subjects':[{'kind':'User','name':'system:anonymous'}]}");
        assertThat(binding.source()).isEqualTo("kubernetes");
        assertThat(binding.eventId()).isEqualTo("a-1");
        assertThat(binding.categories()).containsExactly(IDENTITY, CREATED);
        assertThat(binding.resources()).containsExactly(new Resource("Kubernetes::ClusterRoleBinding", "oops", null));
        assertThat(binding.why()).contains("cluster-admin to User system:anonymous");
        assertThat(binding.principal()).isEqualTo("eve (dev)");
    }

    @Test
    void readingSecretsIsAccessAndListingPodsIsRecon() {
        assertThat(
                        auditJudged(
                                "'verb':'list','objectRef':{'resource':'secrets','namespace':'prod'},'responseStatus':{'code':200}"))
                .satisfies(f -> {
                    assertThat(f.categories()).containsExactly(ACCESSED);
                    assertThat(f.resources()).extracting(Resource::id).containsExactly("prod/*");
                });
        assertThat(auditJudged("'verb':'list','objectRef':{'resource':'pods'}").categories())
                .containsExactly(RECON);
    }

    @Test
    void runningACommandChangesThePodWhateverTheVerb() {
        String exec =
                "'objectRef':{'resource':'pods','subresource':'exec','namespace':'prod','name':'web'},'responseStatus':{'code':101}";
        assertThat(auditJudged("'verb':'create'," + exec).categories()).containsExactly(MODIFIED);
        assertThat(auditJudged("'verb':'get'," + exec).categories()).containsExactly(MODIFIED);
        assertThat(auditJudged(
                                "'verb':'create','requestURI':'/x/exec?command=cat&command=%2Fvar%2Frun%2Fsecrets%2Ftoken',"
                                        + exec)
                        .categories())
                .containsExactly(MODIFIED, ACCESSED);
    }

    /** An exporter leaves out what the path tells, too. */
    @Test
    void whatARequestWasAboutIsReadFromItsPathWhereTheObjectIsLeftOut() {
        Finding run = auditJudged(
                "'verb':'create','requestURI':'/api/v1/namespaces/prod/pods/web/exec?command=sh&container=a','responseStatus':{'code':101}");
        assertThat(run.categories()).containsExactly(MODIFIED);
        assertThat(run.resources()).containsExactly(new Resource("Kubernetes::Pod", "prod/web", null));
        Finding bound = auditJudged(
                "'verb':'create','requestURI':'/apis/rbac.authorization.k8s.io/v1/clusterrolebindings','requestObject':{'metadata':{'name':'oops'}},'responseStatus':{'code':201}");
        assertThat(bound.categories()).containsExactly(IDENTITY, CREATED);
        assertThat(bound.resources()).extracting(Resource::id).containsExactly("oops");
        Finding gone =
                auditJudged("'verb':'delete','requestURI':'/api/v1/namespaces/shop','responseStatus':{'code':200}");
        assertThat(gone.resources()).containsExactly(new Resource("Kubernetes::Namespace", "shop", null));
        assertThat(auditJudged("'requestURI':'/api/v1/secrets?limit=500','responseStatus':{'code':200}")
                        .categories())
                .containsExactly(ACCESSED);
        assertThat(audit("'verb':'get','requestURI':'/api/v1'").resource()).isEmpty();
        assertThat(audit("'verb':'get','requestURI':'/openapi/v2'").resource()).isEmpty();
        AuditEvent named = audit(
                "'verb':'get','requestURI':'/apis/rbac.authorization.k8s.io/v1/clusterroles/system%3Anode','responseStatus':{'code':200}");
        assertThat(named.name()).isEqualTo("system:node");
        assertThat(named.apiGroup()).isEqualTo("rbac.authorization.k8s.io");
    }

    @Test
    void aTokenOfAServiceAccountIsIdentity() {
        assertThat(auditJudged(
                                "'verb':'create','objectRef':{'resource':'serviceaccounts','subresource':'token','namespace':'a','name':'b'}")
                        .categories())
                .containsExactly(IDENTITY);
    }

    @Test
    void aSecretThatTheClusterFillsWithALastingTokenIsIdentityAndAnotherIsNot() {
        String secret =
                "'verb':'create','objectRef':{'resource':'secrets','namespace':'a','name':'t'},'requestObject':{";
        assertThat(auditJudged(
                                secret
                                        + "'type':'kubernetes.io/service-account-token','metadata':{'annotations':{'kubernetes.io/service-account.name':'b'}}}")
                        .categories())
                .containsExactly(IDENTITY, CREATED);
        assertThat(auditJudged(secret + "'type':'Opaque'}").categories()).containsExactly(CREATED);
    }

    @Test
    void aNamespaceLiesInNoneThoughTheLogWritesItsNameThereToo() {
        assertThat(auditJudged("'verb':'delete','objectRef':{'resource':'namespaces','namespace':'prod','name':'prod'}")
                        .resources())
                .containsExactly(new Resource("Kubernetes::Namespace", "prod", null));
    }

    @Test
    void theMapOfAwsAuthIsIdentityThoughItIsAConfigMap() {
        assertThat(auditJudged(
                                "'verb':'patch','objectRef':{'resource':'configmaps','namespace':'kube-system','name':'aws-auth'}")
                        .categories())
                .containsExactly(IDENTITY, MODIFIED);
        assertThat(auditJudged("'verb':'patch','objectRef':{'resource':'configmaps','namespace':'a','name':'b'}")
                        .categories())
                .containsExactly(MODIFIED);
    }

    @Test
    void aWorkloadWithAWayToTheNodeSaysSo() {
        Finding pod = auditJudged("'verb':'create','objectRef':{'resource':'daemonsets','namespace':'a','name':'b'},"
                + "'requestObject':{'spec':{'template':{'spec':{'hostPID':true,'containers':[{'securityContext':{'privileged':true}}],"
                + "'volumes':[{'hostPath':{'path':'/'}}]}}}}");
        assertThat(pod.categories()).containsExactly(CREATED);
        assertThat(pod.why()).contains("hostPID", "hostPath /", "privileged");
        assertThat(pod.attack()).contains("T1611");
    }

    @Test
    void reviewsAskAndCreateNothing() {
        assertThat(auditJudged("'verb':'create','objectRef':{'resource':'selfsubjectaccessreviews'}")
                        .categories())
                .containsExactly(RECON);
    }

    @Test
    void evictionAndCollectionsAreDeletions() {
        assertThat(auditJudged("'verb':'create','objectRef':{'resource':'pods','subresource':'eviction','name':'p'}")
                        .categories())
                .containsExactly(DELETED);
        assertThat(auditJudged("'verb':'deletecollection','objectRef':{'resource':'jobs'}")
                        .categories())
                .containsExactly(DELETED);
    }

    @Test
    void anErrorStatusOrRefusalIsNotEffective() {
        assertThat(auditJudged("'verb':'get','objectRef':{'resource':'secrets'},'responseStatus':{'code':403}")
                        .effective())
                .isFalse();
        assertThat(auditJudged(
                                "'verb':'get','objectRef':{'resource':'secrets'},'annotations':{'authorization.k8s.io/decision':'forbid'}")
                        .effective())
                .isFalse();
        assertThat(auditJudged("'verb':'get','objectRef':{'resource':'secrets'},'responseStatus':{'code':200}")
                        .effective())
                .isTrue();
    }

    @Test
    void actingInAnothersNameIsIdentity() {
        Finding read = auditJudged(
                "'verb':'list','objectRef':{'resource':'pods'},'impersonatedUser':{'username':'system:admin'}");
        assertThat(read.categories()).containsExactly(IDENTITY, RECON);
        assertThat(read.why()).contains("in the name of system:admin");
    }

    @Test
    void anonymousCallersAreToldAndHealthChecksLeftOut() {
        Finding version = Classifier.standard()
                .classify(
                        AuditEvent.of(
                                Events.json(
                                        "{'auditID':'a','verb':'get','requestURI':'/version','user':{'username':'system:anonymous','groups':['system:unauthenticated']}}")))
                .orElseThrow();
        assertThat(version.why()).contains("without a login");
        assertThat(Classifier.standard().classify(audit("'verb':'get','requestURI':'/healthz'")))
                .isEmpty();
    }

    @Test
    void whatANodeDoesToKeepItselfAliveIsLeftOut() {
        assertThat(
                        Classifier.standard()
                                .classify(
                                        AuditEvent.of(
                                                Events.json(
                                                        "{'auditID':'a','verb':'patch','objectRef':{'resource':'nodes','subresource':'status','name':'n'},'user':{'username':'system:node:n'}}"))))
                .isEmpty();
    }

    @Test
    void theAwsKeyBehindAUserIsKept() {
        AuditEvent event = AuditEvent.of(
                Events.json(
                        "{'auditID':'a','verb':'get','objectRef':{'resource':'pods'},'user':{'username':'u','extra':{'accessKeyId':['ASIAX']}}}"));
        assertThat(Classifier.standard().classify(event).orElseThrow().accessKeyId())
                .isEqualTo("ASIAX");
    }

    @Test
    void whoDeletesEventsWipesTracksAndWhoWritesThemReports() {
        Finding wiped = auditJudged(
                "'verb':'deletecollection','objectRef':{'resource':'events','namespace':'prod'},'responseStatus':{'code':200}");
        assertThat(wiped.categories()).containsExactly(DELETED);
        assertThat(wiped.attack()).containsExactly("T1070");
        assertThat(
                        AuditClassifier.classify(
                                audit(
                                        "'verb':'create','objectRef':{'resource':'events','namespace':'prod'},'responseStatus':{'code':201}")))
                .isEmpty();
    }

    @Test
    void aCustomResourceIsCalledAsItWasSentIfThatIsTheSameWord() {
        String request =
                "'verb':'create','objectRef':{'resource':'appprojects','namespace':'argocd','name':'any'},'requestObject':";
        assertThat(auditJudged(request + "{'kind':'AppProject'}").resources())
                .containsExactly(new Resource("Kubernetes::AppProject", "argocd/any", null));
        assertThat(auditJudged(request + "{'kind':'Nonsense'}").resources())
                .containsExactly(new Resource("Kubernetes::Appproject", "argocd/any", null));
    }

    /** {@code kubectl apply --dry-run=server}: an attacker tries what he may do, and nothing is kept. */
    @Test
    void aDryRunChangesNothing() {
        for (String dry : List.of(
                "'verb':'create','requestURI':'/api/v1/namespaces/default/pods?dryRun=All&fieldManager=kubectl-create','objectRef':{'resource':'pods','namespace':'default','name':'x'}",
                "'verb':'delete','requestURI':'/apis/apps/v1/namespaces/p/deployments/web','objectRef':{'resource':'deployments','namespace':'p','name':'web'},'requestObject':{'kind':'DeleteOptions','dryRun':['All']}")) {
            assertThat(auditJudged(dry + ",'responseStatus':{'code':201}").effective())
                    .isFalse();
        }
    }

    /** The words are the caller's: a command runs, a token and a secret's data come back, a deletion reads its body, whatever he adds to the path. */
    @Test
    void whatDoesNotHeedADryRunTookEffect() {
        for (String done : List.of(
                "'verb':'create','requestURI':'/api/v1/namespaces/d/pods/x/exec?command=id&dryRun=All','objectRef':{'resource':'pods','subresource':'exec','namespace':'d','name':'x'}",
                "'verb':'create','requestURI':'/api/v1/namespaces/d/serviceaccounts/x/token?dryRun=All','objectRef':{'resource':'serviceaccounts','subresource':'token','namespace':'d','name':'x'}",
                "'verb':'patch','requestURI':'/api/v1/namespaces/d/secrets/x?dryRun=All','objectRef':{'resource':'secrets','namespace':'d','name':'x'}",
                "'verb':'delete','requestURI':'/apis/apps/v1/namespaces/d/deployments/x?dryRun=All','objectRef':{'resource':'deployments','namespace':'d','name':'x'},'requestObject':{'kind':'DeleteOptions'}",
                "'verb':'get','requestURI':'/api/v1/namespaces/d/configmaps/x?dryRun=All','objectRef':{'resource':'configmaps','namespace':'d','name':'x'}",
                "'verb':'create','requestURI':'/api/v1/namespaces/d/pods?fieldManager=dryRun%3DAll','objectRef':{'resource':'pods','namespace':'d','name':'x'}")) {
            assertThat(auditJudged(done + ",'responseStatus':{'code':200}").effective())
                    .isTrue();
        }
    }
}
