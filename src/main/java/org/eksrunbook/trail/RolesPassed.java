package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Roles that act through something the attacker made or changed: instances, functions, tasks, stacks, pods, and whatever else a role was passed to
 * (correction 15). A role that others use too is not his as a whole: what he gets are the sessions that lead back to his resource.
 */
final class RolesPassed {

    /** Services whose sessions tell the resource by their name, or that act in the caller's own name: each has a rule of its own here. */
    private static final Set<String> TOLD_BY_NAME = Set.of("ec2", "lambda", "cloudformation", "eks", "autoscaling");

    /** Services that speak of roles without getting one to work with. */
    private static final Set<String> OTHER_CALLS = Set.of("iam", "sts", "signin", "sso", "rolesanywhere", "eks-auth");

    /** What is started there works by a role that its definition names and the call does not. */
    private static final Set<String> BY_DEFINITION =
            Set.of("states.amazonaws.com", "ecs.amazonaws.com", "batch.amazonaws.com");

    /** Calls after which the role is taken by pods or people who are not told from others: whoever uses an add-on, a profile's nodes, an app with an identity pool. */
    private static final Set<String> TAKEN_BY_MANY =
            Set.of("CreateAddon", "UpdateAddon", "CreateFargateProfile", "SetIdentityPoolRoles");

    private static final Duration STACKS_TAKE = Duration.ofHours(1);

    /** More are looked at as a whole. */
    private static final int MOST_OF_TASKS = 1_000;

    /** Services that answer the attacker the id of each run that he starts: what others' runs always did stays theirs, wherever the next worker is. */
    private static final Set<String> RUNS_TOLD_BY_ID = Set.of("codebuild");

    private final Suspects suspects;
    private final Workloads workloads;
    private final StackSessions stackSessions;
    // Account, region and stack → the role that it works by, as the attacker named it.
    private final RolesKept<String> serviceRoles = new RolesKept<>();
    // ARN of a change set → its stack: whoever executes it by its ARN need not name the stack.
    private final Map<String, String> changeSets = new HashMap<>();

    // Roles of task definitions of which the attacker is answered every start.
    private final Map<String, Passing> ofTasks = new LinkedHashMap<>();
    private boolean startsTasksUntold;

    /** What is kept of the call that passed a role: a task definition may be large. */
    private record Passing(
            String eventId,
            @Nullable Instant time,
            String call,
            @Nullable String session) {
        static Passing of(Sighting sighting, EventRecord event) {
            return new Passing(sighting.eventId(), event.time(), event.name(), Automations.session(event));
        }
    }

    RolesPassed(Suspects suspects, Workloads workloads, StackSessions stackSessions) {
        this.suspects = suspects;
        this.workloads = workloads;
        this.stackSessions = stackSessions;
    }

    void function(Sighting sighting, EventRecord event) {
        String role = Json.text(event.response(), "role") == null
                ? Json.text(event.request(), "role")
                : Json.text(event.response(), "role");
        String name = Json.text(event.response(), "functionName");
        boolean created = event.name().startsWith("CreateFunction");
        if (name != null) {
            String how = created
                    ? "passed to a function that the attacker created"
                    : "of a function that the attacker changed";
            session(sighting, role, name, how, created ? "high" : "medium", null);
        }
    }

    void tasks(Sighting sighting, EventRecord event) {
        for (JsonNode task : event.response().path("tasks")) {
            String arn = Json.text(task, "taskArn");
            if (arn != null) {
                String id = arn.substring(arn.lastIndexOf('/') + 1);
                suspects.add(Suspect.found(id, null, "task", "started by the attacker", "high", sighting.time())
                                .knownBy(Token.SESSION.of(id))
                                .worksInside())
                        .because(sighting.eventId());
            }
        }
    }

    /** Which role it works by, and so which sessions are his, only a person can look up. */
    void worksByUntoldRole(Sighting sighting, EventRecord event, @Nullable String started) {
        if (BY_DEFINITION.contains(event.source())) {
            suspects.consider(
                    sighting,
                    started,
                    "undecided: the attacker had it work with " + event.name()
                            + ", and no call tells by which role; look the role up and name it in the scope to have its sessions since then looked at");
        }
    }

    /**
     * A stack keeps the service role that it was given: later operations, the one that deletes it too, work by it without naming it (CloudFormation API
     * reference, UpdateStack, DeleteStack). A change set names the role and changes nothing until it is executed.
     */
    void stack(Sighting sighting, EventRecord event) {
        String named = Json.text(event.request(), "stackName");
        String changeSet = Json.text(event.request(), "changeSetName");
        String stack = named == null && changeSet != null ? changeSets.getOrDefault(changeSet, changeSet) : named;
        String kept = event.accountId() + " " + event.region() + " " + MakerCall.stackName(String.valueOf(stack));
        serviceRoles.keep(kept, event.time(), Json.text(event.request(), "roleARN"));
        String role = serviceRoles.at(kept, event.time());
        boolean works = !event.name().equals("CreateChangeSet");
        String made = works ? null : Json.text(event.response(), "id");
        if (made != null && stack != null) {
            changeSets.put(made, stack);
        }
        if (works && role != null) {
            String how = "passed to a CloudFormation stack; " + event.name() + " at " + event.timeText();
            Suspect.Condition his = event.name().equals("CreateStack")
                    ? at -> stackSessions.mayWorkFor(sighting.time(), STACKS_TAKE, at)
                    : Suspect.ALWAYS;
            session(sighting, role, StackSessions.NAME, how, "medium", STACKS_TAKE, his);
        } else if (works && !event.name().equals("CreateStack")) {
            suspects.consider(
                    sighting,
                    stack,
                    "undecided: the attacker had CloudFormation work on it with " + event.name()
                            + "; if the stack has a service role, that role's session AWSCloudFormation did the work: look it up and name the session in the scope");
        }
    }

    /** One build among those of others: the session with which it works is called by the build's id, {@code AWSCodeBuild-<uuid>}. */
    void build(Sighting sighting, EventRecord event) {
        String session = buildSession(event);
        if (session != null) {
            String role = Json.text(event.response().path("build"), "serviceRole");
            session(sighting, role, session, "of a build that the attacker started", "high", null);
        }
    }

    private static @Nullable String buildSession(EventRecord event) {
        boolean one = event.name().equals("StartBuild") || event.name().equals("RetryBuild");
        String id = one ? Json.text(event.response().path("build"), "id") : null;
        return id != null && id.indexOf(':') > 0 ? "AWSCodeBuild-" + id.substring(id.indexOf(':') + 1) : null;
    }

    /** What the service does with the role under a name that tells the attacker's resource. */
    private void session(
            Sighting sighting,
            @Nullable String role,
            String sessionName,
            String how,
            String confidence,
            @Nullable Duration during) {
        session(sighting, role, sessionName, how, confidence, during, Suspect.ALWAYS);
    }

    private void session(
            Sighting sighting,
            @Nullable String role,
            String sessionName,
            String how,
            String confidence,
            @Nullable Duration during,
            Suspect.Condition his) {
        String arn = role == null ? null : Arns.session(role, sessionName);
        if (arn == null) {
            return;
        }
        Instant from = sighting.time();
        Suspect.Condition inTime = event -> during == null
                || from == null
                || event.time() == null
                || !event.time().isAfter(from.plus(during));
        Suspect.Condition both = event -> inTime.holds(event) && his.holds(event);
        suspects.add(Suspect.found(arn, arn, "session", how, confidence, from, both)
                        .knownBy(Token.ARN.of(arn))
                        .worksInside())
                .because(sighting.eventId());
    }

    void podIdentity(Sighting sighting, EventRecord event) {
        JsonNode association = Json.object(event.response(), "association");
        String namespace = Json.text(association, "namespace");
        String account = Json.text(association, "serviceAccount");
        String cluster = Json.text(association, "clusterName");
        if (namespace != null && account != null) {
            String role = "role " + Json.text(association, "roleArn") + " associated by the attacker"
                    + (cluster == null ? "" : " in cluster " + cluster);
            suspects.add(Suspect.found(
                                    "system:serviceaccount:" + namespace + ":" + account,
                                    null,
                                    "podIdentity",
                                    role,
                                    "high",
                                    sighting.time(),
                                    PodIdentity.notOfAnother(cluster))
                            .knownBy(Token.POD_ACCOUNT.of(namespace + "/" + account)))
                    .because(sighting.eventId());
        }
    }

    /**
     * A role handed to any other service: the sessions that this service takes from then on. They are compared with what the role did before, since
     * the service may use it for others too.
     */
    void toService(Sighting sighting, EventRecord event) {
        String service = CallName.of(event).service();
        boolean byMany = TAKEN_BY_MANY.contains(event.name());
        if (!byMany && TOLD_BY_NAME.contains(service) || OTHER_CALLS.contains(service) || buildSession(event) != null) {
            return;
        }
        Set<String> passed = new LinkedHashSet<>(PassedRole.in(event));
        passed.addAll(PassedRole.inAnswer(event));
        for (String role : passed) {
            if (byMany) {
                suspects.consider(
                        sighting,
                        role,
                        "undecided: handed on by the attacker with " + event.name()
                                + ", and others may take it too; name it in the scope to have its calls since then looked at");
            } else if (Arns.isRole(role) && !Arns.isServiceLinked(role)) {
                if (startsAreTold(event) && !startsTasksUntold && ofTasks.size() < MOST_OF_TASKS) {
                    ofTasks.put(role, Passing.of(sighting, event));
                    suspects.consider(
                            sighting,
                            role,
                            "passed to ecs by the attacker: the tasks that he started are looked at, and all by the role once something else may have started some; the role"
                                    + " as a whole is not his by that alone");
                } else {
                    toService(Passing.of(sighting, event), service, role);
                }
            }
        }
        if (startsTasksUntold(event)) {
            startTasksUntold();
        }
    }

    /** What the one in whom the attacker sits does day by day may be the attacker's start of his own tasks, and nobody can tell them apart. */
    void doneAsUsual(EventRecord event) {
        boolean starts = event.name().equals("RunTask") || event.name().equals("StartTask");
        if (starts && event.source().equals("ecs.amazonaws.com") || startsTasksUntold(event)) {
            startTasksUntold();
        }
    }

    private void startTasksUntold() {
        startsTasksUntold = true;
        ofTasks.forEach((role, passing) -> toService(passing, "ecs", role));
        ofTasks.clear();
    }

    private void toService(Passing passing, String service, String role) {
        String workload = service + " with role " + Arns.name(role);
        // A job of AWS Batch is a task of ECS, and its role is taken for that (AWS Batch user guide, «IAM execution
        // role»).
        boolean job = service.equals("batch") && passing.call().equals("RegisterJobDefinition");
        suspects.open(
                Token.TAKES_ROLE.of(role),
                new Way(
                                "taken by " + service + ", which the attacker passed it to with " + passing.call(),
                                job ? "ecs" : service,
                                workload,
                                "medium",
                                passing.time())
                        .underName(passing.session()));
        suspects.compareWith(Token.ISSUER_ARN.of(role), workload);
        if (RUNS_TOLD_BY_ID.contains(service)) {
            workloads.runsAnywhere(workload);
        }
        suspects.consider(
                passing.eventId(),
                passing.time(),
                role,
                "named in a call of the attacker",
                "passed to " + service + " by the attacker: its sessions for " + service
                        + " after that are looked at as far as the log shows them taken, the role as a whole is not his by that alone");
    }

    /**
     * The first of a family: nothing can be there that starts it, and whoever runs a task of it is answered the task's id, by which its session is called
     * (Amazon ECS API reference, RunTask). A later one may be started by services and schedules that have the family already.
     */
    private static boolean startsAreTold(EventRecord event) {
        return event.name().equals("RegisterTaskDefinition")
                && event.source().equals("ecs.amazonaws.com")
                && Json.object(event.response(), "taskDefinition")
                                .path("revision")
                                .asInt()
                        == 1;
    }

    /** What starts tasks by itself: a service, a schedule, a rule. Their ids no answer of the attacker's tells. */
    private static boolean startsTasksUntold(EventRecord event) {
        return switch (event.name()) {
            case "CreateService", "UpdateService", "CreateTaskSet" ->
                event.source().equals("ecs.amazonaws.com");
            case "PutTargets",
                    "CreateSchedule",
                    "UpdateSchedule",
                    "CreatePipe",
                    "UpdatePipe",
                    "CreateStateMachine",
                    "UpdateStateMachine",
                    "StartExecution",
                    "StartSyncExecution",
                    "SubmitJob",
                    "CreateDeployment",
                    "StartPipelineExecution",
                    "RedriveExecution" -> true;
            default -> false;
        };
    }

    /** An identity provider of the attacker's own: everybody who comes in by it is his. */
    void provider(Sighting sighting, EventRecord event, @Nullable String arn) {
        if (arn != null) {
            suspects.open(
                    Token.PROVIDER.of(arn),
                    new Way("came in by " + arn + ", which the attacker made", null, null, "high", event.time()));
            suspects.consider(
                    sighting, arn, "an identity provider made by the attacker: who comes in by it is looked at");
        }
    }

    /**
     * An identity provider that others come in by too: who came in by it before tells who is new. Where nobody did in the logs only a person can tell
     * them from the attacker.
     */
    void providerChanged(Sighting sighting, @Nullable String arn) {
        if (arn != null) {
            suspects.add(
                            Suspect.found(
                                            arn,
                                            arn,
                                            "changedProvider",
                                            "changed by the attacker",
                                            "medium",
                                            sighting.time())
                                    .knownBy(Token.PROVIDER.of(arn))
                                    .unlessItActs(
                                            "an identity provider changed by the attacker: put it back; who came in by it since then is to be looked at"))
                    .because(sighting.eventId());
        }
    }

    void taskEntered(Sighting sighting, EventRecord event) {
        String answered = Json.text(event.response(), "taskArn");
        String task = answered != null ? answered : Json.text(event.request(), "task");
        if (task != null) {
            entered(
                    sighting,
                    task,
                    task.substring(task.lastIndexOf('/') + 1),
                    "the attacker ran commands in it and may hold its role: name the role's session in the scope to have its calls looked at");
        }
    }

    /**
     * Commands were run where a role is at hand: its sessions are ordinary and stolen at once, and only a person can say that they are looked at. What is
     * called in their name from an address of the attacker's, from which the instance or task was not heard before, tells itself.
     */
    void commandsRun(Sighting sighting, EventRecord event) {
        for (Leaf leaf : Leaf.of(event.request())) {
            if (Ec2Ids.isInstance(leaf.value())) {
                entered(
                        sighting,
                        leaf.value(),
                        leaf.value(),
                        "the attacker ran commands on it and may hold its role: name it in the scope to have its calls looked at");
            }
        }
    }

    private void entered(Sighting sighting, String id, String session, String why) {
        workloads.hear(Token.SESSION.of(session));
        suspects.add(Suspect.found(
                                id,
                                null,
                                "entered",
                                "the attacker ran commands on it, and its credentials were used from an address of his",
                                "medium",
                                sighting.time(),
                                event -> workloads.isTakenAway(Token.SESSION.of(session), event.address()))
                        .knownBy(Token.SESSION.of(session))
                        .unlessItActs(why))
                .because(sighting.eventId());
    }
}
