package org.eksrunbook.trail;

import java.time.Instant;
import java.util.Set;

/** Follows credentials: from a call of the attacker to whom he may act as from then on (correction 9, the most important loop of the phase). */
final class Following {

    /** Other services have users of their own (Transfer Family, Amazon MQ, ElastiCache, …): a call of that name makes nobody in IAM. */
    private static final Set<String> OF_IAM_ALONE = Set.of("CreateUser", "ChangePassword");

    private final Suspects suspects;
    private final Workloads workloads;
    private final SessionsIssued sessions;
    private final IdentitiesMade identities;
    private final RolesPassed roles;
    private final Automations automations;
    private final StackSets stackSets;
    private final InstanceGroups groups;
    private final FirewallPolicies policies;
    private final IdentityCenter identityCenter;
    private final LetIn letIn;
    private final ForeignGrants grants;
    private final Renames renames;

    Following(
            Suspects suspects,
            Workloads workloads,
            FormerStarts formerStarts,
            LetIn letIn,
            ForeignGrants grants,
            Renames renames,
            StackSessions stackSessions,
            StackSetSessions stackSetSessions) {
        this.renames = renames;
        this.letIn = letIn;
        this.grants = grants;
        this.suspects = suspects;
        this.workloads = workloads;
        stackSets = new StackSets(suspects, stackSetSessions);
        sessions = new SessionsIssued(suspects, stackSets);
        identities = new IdentitiesMade(suspects);
        roles = new RolesPassed(suspects, workloads, stackSessions);
        automations = new Automations(suspects);
        groups = new InstanceGroups(suspects, workloads, formerStarts);
        policies = new FirewallPolicies(suspects);
        identityCenter = new IdentityCenter(suspects);
    }

    /** Looks at a call that the attacker made after the compromise and that took effect. */
    void follow(Sighting sighting, EventRecord event, Suspect actor) {
        if (SessionsIssued.isTaking(event)) {
            sessions.by(sighting, event, actor);
            return;
        }
        if (IdentityCenter.isAskedBy(event)) {
            identityCenter.follow(sighting, event);
            return;
        }
        boolean anotherServices =
                OF_IAM_ALONE.contains(event.name()) && !event.source().equals("iam.amazonaws.com");
        switch (anotherServices ? "" : event.name()) {
            case "GetSessionToken" -> sessions.token(sighting, event);
            case "GetFederationToken" -> sessions.federation(sighting, event);
            case "CreateUser" -> identities.user(sighting, event);
            case "UpdateUser" -> renames.byAttacker(sighting, event);
            case "CreateAccessKey" -> identities.key(sighting, event);
            case "UpdateAccessKey" -> identities.keyStatus(sighting, event);
            case "CreateLoginProfile", "UpdateLoginProfile" ->
                identities.password(sighting, event, Json.text(event.request(), "userName"));
            case "ChangePassword" ->
                identities.password(sighting, event, event.identity().userName());
            case "CreateRole" -> identities.role(sighting, event);
            case "CreateServiceLinkedRole" ->
                suspects.consider(
                        sighting,
                        Json.text(Json.object(event.response(), "role"), "arn"),
                        "a service-linked role: only its service can take it");
            case "UpdateAssumeRolePolicy" -> new TrustChange(suspects).opened(sighting, event);
            case "CreateSAMLProvider" ->
                roles.provider(sighting, event, Json.text(event.response(), "sAMLProviderArn"));
            case "CreateOpenIDConnectProvider" ->
                roles.provider(sighting, event, Json.text(event.response(), "openIDConnectProviderArn"));
            case "CreateTrustAnchor" ->
                roles.provider(
                        sighting, event, Json.text(Json.object(event.response(), "trustAnchor"), "trustAnchorArn"));
            case "UpdateSAMLProvider" -> roles.providerChanged(sighting, Json.text(event.request(), "sAMLProviderArn"));
            case "AddClientIDToOpenIDConnectProvider", "UpdateOpenIDConnectProviderThumbprint" ->
                roles.providerChanged(sighting, Json.text(event.request(), "openIDConnectProviderArn"));
            // Certificates that were revoked let in again.
            case "DisableCrl", "DeleteCrl", "UpdateCrl" ->
                roles.providerChanged(sighting, Json.text(Json.object(event.response(), "crl"), "trustAnchorArn"));
            case "UpdateTrustAnchor", "EnableTrustAnchor" ->
                roles.providerChanged(
                        sighting, Json.text(Json.object(event.response(), "trustAnchor"), "trustAnchorArn"));
            case "CreateServiceSpecificCredential",
                    "ResetServiceSpecificCredential",
                    "UploadSSHPublicKey",
                    "UploadSigningCertificate" -> identities.otherCredential(sighting, event);
            case "RunInstances", "CreateFleet" -> groups.started(sighting, event, actor);
            case "AssociateIamInstanceProfile", "ReplaceIamInstanceProfileAssociation" ->
                groups.profileChanged(sighting, event);
            case "CreateStack",
                    "UpdateStack",
                    "DeleteStack",
                    "RollbackStack",
                    "ContinueUpdateRollback",
                    "CreateChangeSet",
                    "ExecuteChangeSet" -> roles.stack(sighting, event);
            case "CreateStackSet",
                    "UpdateStackSet",
                    "CreateStackInstances",
                    "UpdateStackInstances",
                    "DeleteStackInstances",
                    "ImportStacksToStackSet" -> stackSets.operation(sighting, event);
            case "RunTask", "StartTask" -> roles.tasks(sighting, event);
            case "StartExecution", "StartSyncExecution" ->
                roles.worksByUntoldRole(sighting, event, Json.text(event.request(), "stateMachineArn"));
            // A job's task is started by AWS Batch, and no answer tells its id (AWS Batch API reference, SubmitJob).
            case "SubmitJob" -> roles.worksByUntoldRole(sighting, event, Json.text(event.request(), "jobDefinition"));
            case "CreateService", "UpdateService" -> {
                String answered = Json.text(Json.object(event.response(), "service"), "serviceArn");
                roles.worksByUntoldRole(
                        sighting, event, answered != null ? answered : Json.text(event.request(), "service"));
            }
            case "StartBuild", "RetryBuild" -> roles.build(sighting, event);
            case "CreatePodIdentityAssociation", "UpdatePodIdentityAssociation" -> roles.podIdentity(sighting, event);
            case "CreateAccessEntry", "AssociateAccessPolicy", "UpdateAccessEntry" -> accessEntry(sighting, event);
            case "SendCommand",
                    "StartSession",
                    "ResumeSession",
                    "CreateAssociation",
                    "SendSSHPublicKey",
                    "SendSerialConsoleSSHPublicKey",
                    "CreateReplaceRootVolumeTask" -> roles.commandsRun(sighting, event);
            case "StartAutomationExecution" -> {
                roles.commandsRun(sighting, event);
                automations.started(sighting, event);
            }
            case "ModifyInstanceAttribute" -> {
                if (event.request().has("userData")) {
                    roles.commandsRun(sighting, event);
                }
            }
            case "ExecuteCommand" -> roles.taskEntered(sighting, event);
            case "PutPolicy" -> policies.put(sighting, event);
            case "CreateAutoScalingGroup" -> groups.created(sighting, event);
            case "UpdateAutoScalingGroup", "StartInstanceRefresh" -> groups.changed(sighting, event);
            case "SetDesiredCapacity",
                    "PutScheduledUpdateGroupAction",
                    "ExecutePolicy",
                    "PutScalingPolicy",
                    "UpdateNodegroupConfig" -> groups.resized(sighting, event);
            case "CreateNodegroup" -> groups.nodes(sighting, event);
            case "UpdateNodegroupVersion" -> {
                if (event.request().has("launchTemplate")) {
                    groups.nodes(sighting, event);
                }
            }
            case "CreateLaunchTemplate", "CreateLaunchTemplateVersion" -> groups.template(sighting, event);
            case "ModifyLaunchTemplate" -> groups.templateDefault(sighting, event);
            default -> {
                if (event.source().equals("lambda.amazonaws.com")
                        && (event.name().startsWith("CreateFunction")
                                || event.name().startsWith("UpdateFunction"))) {
                    roles.function(sighting, event);
                } else {
                    sessions.token(sighting, event);
                }
            }
        }
        roles.toService(sighting, event);
        grants.opened(sighting, event);
    }

    /** A call of the attacker, whatever became of it: by whom else he may be known. */
    void met(Sighting sighting, EventRecord event, Suspect actor) {
        identityCenter.met(sighting, event, actor);
    }

    /** Somebody took one of the ways that the attacker opened. */
    void taken(Sighting sighting, EventRecord event, Way way) {
        if (way.isTakenBy(event) && stackSets.isTaken(way, sighting, event)) {
            sessions.by(sighting, event, way);
        }
    }

    /** Somebody takes a role, for whom ever. */
    void seeTaking(EventRecord event) {
        stackSets.seeTaking(event);
    }

    /** A session that began before the compromise and was alive then, taken for a pod of the attacker's. */
    void living(Sighting sighting, EventRecord event, Suspect pod, Instant compromisedAt) {
        Instant since = pod.since();
        sessions.living(sighting, event, pod, since == null || since.isBefore(compromisedAt) ? compromisedAt : since);
    }

    /** The same, taken by one of the attacker's own: by its owner, or by the attacker before anybody noticed. */
    void livingOf(Sighting sighting, EventRecord event, Suspect taker, Instant compromisedAt) {
        sessions.livingOf(sighting, event, taker, compromisedAt, workloads);
    }

    /** What is ordinary work of whom the attacker acts as, and may be the attacker's all the same. */
    void doneAsUsual(EventRecord event) {
        roles.doneAsUsual(event);
    }

    /** Taken since the compromise by the owner of stolen credentials, in his ordinary work. */
    void takenAsUsual(Sighting sighting, EventRecord event, Suspect owner) {
        sessions.takenAsUsual(sighting, event, owner, workloads);
    }

    /** Somebody came in once more as the attacker had come in. */
    void cameAgain(Sighting sighting, EventRecord event, Suspect before) {
        sessions.again(sighting, event, before);
    }

    void switched(Sighting sighting, EventRecord event, Suspect from) {
        sessions.switched(sighting, event, from);
    }

    private void accessEntry(Sighting sighting, EventRecord event) {
        String written = Json.text(event.request(), "principalArn");
        String arn = written == null ? null : Arns.decoded(written);
        String why =
                "was given access to the cluster by the attacker: take the entry back; its own calls are not the attacker's by that alone";
        boolean made = event.name().equals("CreateAccessEntry");
        if (arn != null && made && (Arns.isUser(arn) || Arns.isRole(arn))) {
            letIn.byEntry(sighting, arn, why);
        } else {
            suspects.consider(sighting, arn, why);
        }
    }
}
