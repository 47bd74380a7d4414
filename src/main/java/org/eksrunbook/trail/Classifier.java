package org.eksrunbook.trail;

import java.util.List;
import java.util.Optional;
import org.eksrunbook.trail.CallRules.Judgement;
import org.eksrunbook.trail.Finding.Resource;

/**
 * Judges one event: pure, without state, the same answer for the same event and rule version. Whose event it is, is not asked here; but a
 * service at work for itself is left out, since who acted decides.
 */
public final class Classifier {
    /** Changes whenever a rule or the table of facts changes, so that an old finding says by which rules it was made. */
    public static final String RULE_VERSION = "2026-12-01.5";

    /** Read once: the tables do not change while the program runs. */
    private static final class Standard {
        private static final Classifier CLASSIFIER = new Classifier(ActionTable.load());
    }

    private final ResourceTypes types;
    private final CallRules rules;
    private final ResourceExtractor extractor;
    private final AttackIds attack = new AttackIds();

    private Classifier(ActionTable actions) {
        types = ResourceTypes.load();
        rules = new CallRules(actions, types);
        extractor = new ResourceExtractor(types);
    }

    /** The rules with the table of facts that the product carries. */
    public static Classifier standard() {
        return Standard.CLASSIFIER;
    }

    static Classifier with(ActionTable actions) {
        return new Classifier(actions);
    }

    /** The finding of a CloudTrail record; empty where the event is nobody's doing. */
    public Optional<Finding> classify(EventRecord event) {
        return ServiceAtWork.forItself(event) ? Optional.empty() : Optional.of(judge(event));
    }

    /** The finding of a record, be it a service's own doing: what it starts for a group of the attacker's is listed. */
    Finding judge(EventRecord event) {
        Judgement judged = rules.judge(event);
        boolean effective = Outcome.effective(event);
        List<Resource> resources = extractor.extract(event, judged.subject(), judged.doing());
        List<Category> categories =
                named(judged, resources, effective) ? judged.categories() : forOther(judged.categories());
        Identity who = event.identity();
        Finding finding = new Finding(
                event.eventId(),
                Finding.CLOUDTRAIL,
                event.timeText(),
                event.source(),
                event.name(),
                event.region(),
                event.accountId(),
                who.principal(),
                who.accessKeyId(),
                event.sourceIp(),
                event.userAgent(),
                categories.get(0),
                categories,
                effective,
                event.errorCode(),
                resources,
                attack.of(CallName.of(event)),
                judged.why(),
                RULE_VERSION);
        return finding.handingOut(BytesOut.of(event));
    }

    /** The finding of an audit event; empty where it says nothing (health checks and the like). */
    public Optional<Finding> classify(AuditEvent event) {
        return AuditClassifier.classify(event);
    }

    /**
     * Whether what was made or deleted is the thing that is named. Where only its whole or its bearer could be named, that was modified: nobody
     * shall delete a user because his key was created. A denied call keeps what was attempted.
     */
    private boolean named(Judgement judged, List<Resource> resources, boolean effective) {
        Subject subject = judged.subject();
        boolean attempted = !effective && !(subject.guessed() && subject.whole() != null);
        if (resources.isEmpty() || attempted) {
            return true;
        }
        String first = ownName(resources.get(0).type());
        boolean itself = subject.type() == null || ownName(subject.type()).endsWith(first);
        boolean another = types.knows(first(resources)) || isBearer(first, subject);
        return itself || subject.whole() == null && judged.doing() != Doing.DELETE && !another;
    }

    /** {@code Environment} of an {@code EnvironmentMembership}. */
    private static boolean isBearer(String type, Subject subject) {
        String part = ownName(String.valueOf(subject.type()));
        return part.length() > type.length() && part.startsWith(type);
    }

    private static String first(List<Resource> resources) {
        return resources.get(0).type().substring("AWS::".length());
    }

    private static String ownName(String type) {
        return type.substring(type.lastIndexOf(':') + 1);
    }

    private static List<Category> forOther(List<Category> categories) {
        return categories.stream()
                .map(c -> c == Category.CREATED || c == Category.DELETED ? Category.MODIFIED : c)
                .distinct()
                .toList();
    }
}
