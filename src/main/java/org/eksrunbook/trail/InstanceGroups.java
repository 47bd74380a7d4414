package org.eksrunbook.trail;

import com.fasterxml.jackson.databind.JsonNode;
import org.eksrunbook.incident.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * Instances that are started later and by a service, from a group or a template that the attacker made or changed: the start belongs to the group and is
 * listed, and the instances act for him. A group that he only made larger goes on starting what its owner put into it.
 */
final class InstanceGroups {

    private final Suspects suspects;
    private final Workloads workloads;
    private final FormerStarts formerStarts;

    InstanceGroups(Suspects suspects, Workloads workloads, FormerStarts formerStarts) {
        this.suspects = suspects;
        this.workloads = workloads;
        this.formerStarts = formerStarts;
    }

    void created(Sighting sighting, EventRecord event) {
        group(sighting, event, "an auto-scaling group that the attacker made", "high");
    }

    /** What it starts from then on, where the change says from what. */
    void changed(Sighting sighting, EventRecord event) {
        JsonNode request = event.request();
        JsonNode from =
                event.name().equals("StartInstanceRefresh") ? Json.object(request, "desiredConfiguration") : request;
        boolean fromAnother = from.has("launchTemplate")
                || from.has("mixedInstancesPolicy")
                || from.has("launchConfigurationName")
                || from.has("instanceId");
        if (fromAnother) {
            group(sighting, event, "an auto-scaling group of which the attacker changed what it starts", "medium");
        } else {
            resized(sighting, event);
        }
    }

    void resized(Sighting sighting, EventRecord event) {
        String group = Json.text(event.request(), "autoScalingGroupName");
        suspects.consider(
                sighting,
                group == null ? Json.text(event.request(), "nodegroupName") : group,
                "a group whose instances the attacker had started, stopped or changed in number: they run what its owner put into it; name those that"
                        + " look wrong in the scope to have their calls looked at");
    }

    private void group(Sighting sighting, EventRecord event, String how, String confidence) {
        String name = Json.text(event.request(), "autoScalingGroupName");
        if (name != null) {
            add(
                    sighting,
                    "auto-scaling group " + VisibleText.of(name) + " in " + event.region(),
                    "instanceGroup",
                    how,
                    confidence,
                    GroupTokens.autoScaling(event, name));
        }
    }

    void nodes(Sighting sighting, EventRecord event) {
        String cluster = Json.text(event.request(), "name");
        if (cluster == null) {
            cluster = Json.text(event.request(), "clusterName");
        }
        String name = Json.text(event.request(), "nodegroupName");
        if (cluster != null && name != null) {
            add(
                    sighting,
                    "node group " + VisibleText.of(name) + " of " + VisibleText.of(cluster) + " in " + event.region(),
                    "instanceGroup",
                    event.name().equals("CreateNodegroup")
                            ? "a node group that the attacker made"
                            : "a node group of which the attacker changed what it starts",
                    event.name().equals("CreateNodegroup") ? "high" : "medium",
                    GroupTokens.nodes(event, cluster, name));
        }
    }

    void template(Sighting sighting, EventRecord event) {
        JsonNode answer = Json.object(event.response(), event.name() + "Response");
        JsonNode version = Json.object(answer, "launchTemplateVersion");
        JsonNode whole = Json.object(answer, "launchTemplate");
        String id = Json.text(version.isEmpty() ? whole : version, "launchTemplateId");
        String number = version.isEmpty() ? "1" : Json.text(version, "versionNumber");
        if (id != null && number != null) {
            add(
                    sighting,
                    "launch template " + VisibleText.of(id) + " version " + VisibleText.of(number),
                    "launchTemplate",
                    "a launch template's version that the attacker made",
                    "medium",
                    GroupTokens.template(event, id, number));
        }
    }

    /**
     * Another version is what all start from then on who name none: not those who started from that one before, and not who asks for it by its number.
     */
    void templateDefault(Sighting sighting, EventRecord event) {
        JsonNode template =
                Json.object(Json.object(event.response(), "ModifyLaunchTemplateResponse"), "launchTemplate");
        String id = Json.text(template, "launchTemplateId");
        String number = Json.text(template, "defaultVersionNumber");
        if (id != null && number != null) {
            String startedFrom = GroupTokens.template(event, id, number);
            Suspect.Condition led = start -> !formerStarts.include(startedFrom, start)
                    && (start.event() == null || !GroupTokens.asksFor(start.event(), number));
            suspects.add(Suspect.found(
                                    "launch template " + VisibleText.of(id) + " version " + VisibleText.of(number),
                                    null,
                                    "launchTemplate",
                                    "a launch template's version that the attacker made the default",
                                    "medium",
                                    sighting.time(),
                                    led)
                            .knownBy(Token.GROUP.of(startedFrom)))
                    .because(sighting.eventId());
        }
    }

    private void add(Sighting sighting, String id, String type, String how, String confidence, String startedFrom) {
        suspects.add(Suspect.found(id, null, type, how, confidence, sighting.time())
                        .knownBy(Token.GROUP.of(startedFrom)))
                .because(sighting.eventId());
    }

    /** All instances that a start's answer names. */
    void started(Sighting sighting, EventRecord event, Suspect by) {
        String how = by.isServed() ? "started from " + by.id() : "started by the attacker";
        String confidence = by.isServed() ? by.confidence() : "high";
        for (Leaf leaf : Leaf.of(event.response())) {
            if (Ec2Ids.isInstance(leaf.value())) {
                instance(sighting, leaf.value(), how, confidence);
            }
        }
    }

    void profileChanged(Sighting sighting, EventRecord event) {
        JsonNode answer = Json.object(event.response(), event.name() + "Response");
        String id = Json.text(Json.object(answer, "iamInstanceProfileAssociation"), "instanceId");
        if (id != null) {
            String session = Token.SESSION.of(id);
            workloads.hear(session);
            // What it does by the role that it had before, and by that role when it has it back, is its own.
            suspects.add(Suspect.found(
                                    id,
                                    null,
                                    "instance",
                                    "given another role by the attacker",
                                    "medium",
                                    sighting.time(),
                                    call -> workloads.hasNewRole(session, call.arn()))
                            .knownBy(session)
                            .worksInside())
                    .because(sighting.eventId());
        }
    }

    private void instance(Sighting sighting, @Nullable String id, String how, String confidence) {
        if (id != null) {
            suspects.add(Suspect.found(id, null, "instance", how, confidence, sighting.time())
                            .knownBy(Token.SESSION.of(id))
                            .worksInside())
                    .because(sighting.eventId());
        }
    }
}
