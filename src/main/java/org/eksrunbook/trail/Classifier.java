package org.eksrunbook.trail;

import java.util.ArrayList;
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
    public static final String RULE_VERSION = "2026-11-24";

    private final CallRules rules;
    private final ResourceExtractor extractor;
    private final AttackIds attack = new AttackIds();

    private Classifier(ActionTable actions) {
        ResourceTypes types = ResourceTypes.load();
        rules = new CallRules(actions, types);
        extractor = new ResourceExtractor(types);
    }

    /** The rules with the table of facts that the product carries. */
    public static Classifier standard() {
        return new Classifier(ActionTable.load());
    }

    static Classifier with(ActionTable actions) {
        return new Classifier(actions);
    }

    /** The finding of a CloudTrail record; empty where the event is nobody's doing. */
    public Optional<Finding> classify(EventRecord event) {
        if (ServiceAtWork.forItself(event)) {
            return Optional.empty();
        }
        Judgement judged = rules.judge(event);
        boolean effective = Outcome.effective(event);
        List<Resource> resources = extractor.extract(event, judged.subject(), judged.doing());
        boolean certain = effective || judged.subject().guessed();
        List<Category> categories = certain ? forNamed(judged, resources) : judged.categories();
        Identity who = event.identity();
        return Optional.of(new Finding(
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
                attack.of(CallName.of(event.source(), event.name())),
                judged.why(),
                RULE_VERSION));
    }

    /** The finding of an audit event; empty where it says nothing (health checks and the like). */
    public Optional<Finding> classify(AuditEvent event) {
        return AuditClassifier.classify(event);
    }

    /** Where only the whole could be named, it is the whole that was modified: nobody shall delete a user because his key was created. */
    private static List<Category> forNamed(Judgement judged, List<Resource> resources) {
        Subject subject = judged.subject();
        if (subject.whole() == null
                || resources.isEmpty()
                || resources.get(0).type().equals("AWS::" + subject.type())) {
            return judged.categories();
        }
        List<Category> categories = new ArrayList<>();
        for (Category category : judged.categories()) {
            boolean ofPart = category == Category.CREATED || category == Category.DELETED;
            Category named = ofPart ? Category.MODIFIED : category;
            if (!categories.contains(named)) {
                categories.add(named);
            }
        }
        return categories;
    }
}
