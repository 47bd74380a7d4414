package org.eksrunbook.trail;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eksrunbook.incident.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * To what a call of a service belongs. A name alone tells nothing: others may have given the same one, in another account or region, before or since. It counts where a
 * service called and says for what, by an id, in a tag of its own, or by in whose name it called; which of them is told beside it.
 */
final class Makers {

    private static final int MOST = 5;
    private static final String CLOUDFORMATION = "cloudformation.amazonaws.com";
    private static final String NOT_READ =
            "; no call of the attacker before it that set it up is in the logs that were read";

    private static final String ANYBODYS =
            "the service gives such a tag or name, and whoever writes a template may write it too";

    /** By whose service-linked roles EKS calls for node groups (EKS user guide, «Using service-linked roles»). */
    private static final Set<String> EKS = Set.of("eks.amazonaws.com", "eks-nodegroup.amazonaws.com");

    /** CloudFormation calls the stacks of a stack set so. */
    private static final Pattern OF_STACK_SET =
            Pattern.compile("StackSet-(.+)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Elastic Beanstalk calls the stack of an environment after its id. */
    private static final Pattern OF_ENVIRONMENT = Pattern.compile("awseb-(e-[a-z0-9]+)-stack");

    private final SetUps setUps;

    Makers(SetUps setUps) {
        this.setUps = setUps;
    }

    /** What the call belongs to, the innermost first; empty where somebody called himself, or nothing says for what a service called. */
    List<Maker> of(Finding finding, EventRecord event) {
        String service = ServiceAtWork.service(event);
        if (service == null) {
            return List.of();
        }
        MakerTags tags = MakerTags.of(event);
        List<Maker> makers = new ArrayList<>();
        tagged(MakerKind.INSTANCE_GROUP, tags.get(MakerTags.GROUP), true, finding, event, makers);
        nodes(tags, service, finding, event, makers);
        boolean onStack = event.source().equals(CLOUDFORMATION);
        String named = onStack ? Json.text(event.request(), "stackName") : null;
        String own = named == null ? null : MakerCall.stackName(named);
        String stack = stack(tags, finding, event, makers);
        if (stack == null && service.equals(CLOUDFORMATION) && !isOf(OF_STACK_SET, own)) {
            byCaller(finding, event, makers);
        }
        String inside = stack == null ? own : stack;
        stackSet(inside, event, makers);
        environment(tags, inside, finding, event, makers);
        policies(event, makers);
        return makers.stream().limit(MOST).toList();
    }

    /** @return the stack's name, where a tag tells one */
    private @Nullable String stack(MakerTags tags, Finding finding, EventRecord event, List<Maker> makers) {
        String id = tags.get(MakerTags.STACK_ID);
        String name = id == null ? tags.get(MakerTags.STACK) : MakerCall.stackName(id);
        if (id == null || name == null) {
            tagged(MakerKind.STACK, name, true, finding, event, makers);
            return name;
        }
        SetUp known = setUps.withId(MakerKind.STACK, id);
        if (known == null) {
            // Of one that was worked on by its name no call tells the id; one that has another id is another's.
            SetUp alike = setUps.latest(MakerKind.STACK, name, event);
            boolean gone = alike != null && finding.is(Category.CREATED) && alike.isGone(event);
            known = alike != null && alike.id() == null && !gone ? alike : null;
        }
        String ground = "AWS's tag " + MakerTags.STACK_ID + " says so";
        boolean his = known != null && known.isBefore(event);
        makers.add(maker(MakerKind.STACK, his ? known : null, event, name, id, "id", true, NOT_READ, ground));
        return name;
    }

    /** Everybody may write tags of EKS: they count where it called, or in a group that is called as it calls those of its node groups. */
    private void nodes(MakerTags tags, String service, Finding finding, EventRecord event, List<Maker> makers) {
        String nodes = tags.get(MakerTags.NODES);
        String cluster = tags.get(MakerTags.CLUSTER);
        String group = tags.get(MakerTags.GROUP);
        if (nodes != null && cluster != null && ServiceAtWork.forItself(event)) {
            boolean its = EKS.contains(service) || group != null && group.startsWith("eks-");
            tagged(MakerKind.NODE_GROUP, cluster + "|" + nodes, its, finding, event, makers);
        }
    }

    /**
     * By a tag that holds the name: in one account and region one thing at a time is called so.
     *
     * @param its whether the service wrote the tag, rather than whoever wrote a template
     */
    private void tagged(
            MakerKind kind,
            @Nullable String name,
            boolean its,
            Finding finding,
            EventRecord event,
            List<Maker> makers) {
        if (name == null) {
            return;
        }
        SetUp known = setUps.latest(kind, name, event);
        boolean gone = known != null && finding.is(Category.CREATED) && known.isGone(event);
        long regions = setUps.called(kind, name, event).stream()
                .map(one -> one.first().region())
                .distinct()
                .count();
        String ground = !its
                ? ANYBODYS
                : regions > 1
                        ? "the service's tag names it without an id, and the attacker had things of this name in "
                                + regions + " regions"
                        : "the service's tag names it without an id; one of the same name made in its place would be named alike";
        String without = gone ? "; the attacker's of that name was deleted before" : NOT_READ;
        makers.add(maker(kind, gone ? null : known, event, name, null, "tag", its && regions <= 1, without, ground));
    }

    /** CloudFormation called in the name of one who had it work on stacks; the call does not say for which of them. */
    private void byCaller(Finding finding, EventRecord event, List<Maker> makers) {
        boolean creates = finding.is(Category.CREATED);
        List<SetUp> may = setUps.before(MakerKind.STACK, event).stream()
                .filter(one -> SetUps.isHere(one, event)
                        && !one.first().eventId().equals(event.eventId())
                        && !(creates && one.isGone(event))
                        && one.worksAs(event.identity().arn()))
                .toList();
        List<SetUp> alike = may.stream()
                .filter(one -> beginsAlike(finding, one.call().name()))
                .toList();
        if (may.size() == 1) {
            String ground = "CloudFormation called as "
                    + VisibleText.of(event.identity().principal())
                    + ", and of the attacker's stacks it worked as this caller on this one alone by then; the call itself names no stack";
            makers.add(maker(may.get(0), event, "caller", true, ground));
        } else if (alike.size() == 1) {
            String ground = "of the attacker's " + may.size()
                    + " stacks on which CloudFormation worked as this caller by then, its name alone begins the thing's, as CloudFormation"
                    + " calls what the template gives no name";
            makers.add(maker(alike.get(0), event, "name", true, ground));
        } else {
            String ground = "it is one of the attacker's " + may.size()
                    + " stacks on which CloudFormation worked as this caller by then, and the call names none";
            may.stream().limit(MOST).forEach(one -> makers.add(maker(one, event, "caller", false, ground)));
        }
    }

    private static boolean beginsAlike(Finding finding, String stack) {
        return !stack.isEmpty()
                && finding.resources().stream()
                        .anyMatch(thing -> thing.id().regionMatches(true, 0, stack + "-", 0, stack.length() + 1));
    }

    /** The set may be another account's: its stacks are made in many. */
    private void stackSet(@Nullable String stack, EventRecord event, List<Maker> makers) {
        Matcher of = OF_STACK_SET.matcher(stack == null ? "" : stack);
        if (of.matches()) {
            String ground = "CloudFormation called the stack " + VisibleText.of(of.group())
                    + ", as it calls those of a set of that name; other accounts and regions may have one that is called alike";
            List<SetUp> alike = setUps.before(MakerKind.STACK_SET, event).stream()
                    .filter(one -> one.call().name().equals(of.group(1)))
                    .toList();
            alike.forEach(one -> makers.add(maker(one, event, "name", alike.size() == 1, ground)));
        }
    }

    private void environment(
            MakerTags tags, @Nullable String stack, Finding finding, EventRecord event, List<Maker> makers) {
        Matcher of = OF_ENVIRONMENT.matcher(stack == null ? "" : stack);
        String tagged = tags.get(MakerTags.ENVIRONMENT_ID);
        String id = tagged == null && of.matches() ? of.group(1) : tagged;
        String name = tags.get(MakerTags.ENVIRONMENT);
        boolean its = SetUp.BEANSTALK.equals(ServiceAtWork.service(event)) || isOnBeanstalksStack(tags, event);
        if (id == null) {
            tagged(MakerKind.ENVIRONMENT, name, its, finding, event, makers);
            return;
        }
        SetUp known = setUps.withId(MakerKind.ENVIRONMENT, id);
        boolean his = known != null && known.isBefore(event);
        String ground = its ? "Elastic Beanstalk wrote the environment's id " + VisibleText.of(id) : ANYBODYS;
        String by = its ? "id" : tagged == null ? "name" : "tag";
        String called = name == null ? id : name;
        makers.add(maker(MakerKind.ENVIRONMENT, his ? known : null, event, called, null, by, its, NOT_READ, ground));
    }

    /** Whether the call is part of a stack that Elastic Beanstalk made, as a call that was read says. */
    private boolean isOnBeanstalksStack(MakerTags tags, EventRecord event) {
        String id = tags.get(MakerTags.STACK_ID);
        String name = tags.get(MakerTags.STACK);
        SetUp known = id != null
                ? setUps.withId(MakerKind.STACK, id)
                : name == null ? null : setUps.latest(MakerKind.STACK, name, event);
        return known != null && known.isBeanstalks() && !known.isGone(event);
    }

    private void policies(EventRecord event, List<Maker> makers) {
        for (SetUp one : setUps.before(MakerKind.FIREWALL_POLICY, event)) {
            if (FirewallPolicies.isWorkOf(event, one.call(), one.first().region())) {
                String by = FirewallPolicies.by(event, one.call());
                String ground = by.equals("id")
                        ? "Firewall Manager wrote the policy's id " + VisibleText.of(String.valueOf(one.id()))
                        : "Firewall Manager called it FMManagedWebACLV2-, the policy's name and a time; for another policy of that name it would"
                                + " write the same";
                makers.add(maker(one, event, by, true, ground));
            }
        }
    }

    private static boolean isOf(Pattern form, @Nullable String name) {
        return name != null && form.matcher(name).matches();
    }

    private static Maker maker(SetUp known, EventRecord event, String by, boolean certain, String ground) {
        return maker(known.call().kind(), known, event, known.called(), null, by, certain, NOT_READ, ground);
    }

    /**
     * @param known {@code null}: the attacker did not set it up, as far as is known
     * @param without what is said then
     */
    private static Maker maker(
            MakerKind kind,
            @Nullable SetUp known,
            EventRecord event,
            String name,
            @Nullable String id,
            String by,
            boolean certain,
            String without,
            String ground) {
        String called = known == null ? name : known.called();
        Arn arn = Arn.of(id == null && known != null ? known.id() : id);
        String here = known == null ? event.region() : known.first().region();
        String region = arn == null ? here : arn.region();
        String setUp = known == null
                ? without
                : ", which the attacker " + (known.call().made() ? "made" : "changed") + " with "
                        + known.first().name() + " (event "
                        + VisibleText.of(known.first().eventId()) + ")";
        return new Maker(
                kind.type(),
                called,
                arn == null ? null : arn.text(),
                arn != null
                        ? arn.account()
                        : known == null ? event.accountId() : known.first().accountId(),
                region,
                known == null ? null : known.first().eventId(),
                by,
                kind.words() + " " + VisibleText.of(called) + " in " + VisibleText.of(region) + setUp
                        + (certain ? ": " : ": perhaps: ") + ground,
                certain);
    }
}
