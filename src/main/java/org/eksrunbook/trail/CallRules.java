package org.eksrunbook.trail;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eksrunbook.trail.ActionFact.Level;
import org.jspecify.annotations.Nullable;

/**
 * What a call did, by few rules in this order: what somebody taught about it; reads of content and other reads; AWS's own facts about the
 * call; its verb. Then what comes besides: identity, and a role that was passed. How each is meant: {@code docs/reading-findings.md}.
 */
final class CallRules {

    record Judgement(List<Category> categories, Subject subject, Doing doing, String why) {}

    private final ActionTable actions;
    private final ResourceTypes types;

    CallRules(ActionTable actions, ResourceTypes types) {
        this.actions = actions;
        this.types = types;
    }

    Judgement judge(EventRecord event) {
        CallName call = actions.known(CallName.of(event), types, event.request());
        ActionFact fact = actions.fact(call);
        Subject declared = Subject.declared(event, types);
        Subject subject = declared == null ? Subject.of(call, fact, types) : declared;
        if (Mcp.isCall(event)) {
            return Mcp.judge(event);
        }
        ActionTable.Taught taught = actions.taught(call);
        if (KeyUse.forService(event, call)) {
            return new Judgement(
                    List.of(Category.ACCESSED),
                    subject,
                    Doing.READ,
                    "a service used the key for the caller: it tells of a read");
        }
        if (taught != null) {
            Doing doing = doing(call, fact, event);
            return new Judgement(
                    withPassedRole(event, taught.categories()), subject, doing, call.name() + ": " + taught.because());
        }
        if (ContentRead.userData(event, call)) {
            return new Judgement(
                    List.of(Category.ACCESSED), subject, Doing.READ, "user data of the instance comes back");
        }
        Doing doing = doing(call, fact, event);
        if (IdentityCall.handsOut(call)) {
            return new Judgement(
                    List.of(Category.IDENTITY), subject, doing, call.name() + " hands out a credential, by its name");
        }
        if (ContentRead.elsewhere(call)
                && (doing == Doing.ACT || doing == Doing.READ || call.verb().equals("Start"))) {
            return new Judgement(
                    List.of(Category.ACCESSED),
                    subject,
                    doing,
                    call.name() + " reads content to another place, by its name");
        }
        if (doing == Doing.READ) {
            return ContentRead.byName(call)
                    ? new Judgement(
                            List.of(Category.ACCESSED),
                            subject,
                            doing,
                            call.name() + " gives content back, by its name")
                    : new Judgement(List.of(Category.RECON), subject, doing, call.name() + " lists or describes");
        }
        Category what = category(doing, subject);
        List<Category> besides = IdentityCall.besides(declared == null ? call : direct(call, declared), what);
        List<Category> categories = withPassedRole(event, besides);
        return new Judgement(categories, subject, doing, why(call, fact, what, categories));
    }

    /** The service's own call for what a general one is told to do: an {@code AWS::EKS::AccessEntry} by Cloud Control. */
    private static CallName direct(CallName call, Subject declared) {
        String[] type = String.valueOf(declared.type()).split("::", 2);
        return type.length < 2
                ? call
                : CallName.of(type[0] + ".amazonaws.com", call.verb() + type[1].replace("::", ""));
    }

    /** What is done to the thing: the verb where it changes something, else what CloudFormation uses the call for, else the verb again. */
    private static Doing doing(CallName call, @Nullable ActionFact fact, EventRecord event) {
        Doing verb = Sent.is(call) ? Doing.ACT : Joined.is(call) ? Doing.CHANGE : Doing.of(call);
        Level level = fact == null ? null : fact.level();
        if (level == Level.READ || level == null && verb == Doing.READ) {
            return Doing.READ;
        }
        if (level == Level.TAGGING) {
            return Doing.CHANGE;
        }
        Doing role = fact == null ? null : fact.role();
        boolean ends = role == Doing.DELETE && call.verb().equals("Cancel");
        // Most of what is started was there and stood still; what the table says is made by it (a snapshot, a task) was
        // not.
        boolean begins = role == Doing.CREATE && call.verb().equals("Start");
        if (verb == Doing.CHANGE && !ends && !begins) {
            return role == null && Begun.is(call, event) ? Doing.CREATE : Doing.CHANGE;
        }
        if (role != null) {
            return role;
        }
        if (verb == Doing.CREATE && bringsBack(call, event)) {
            return Doing.CHANGE;
        }
        if (verb == Doing.READ) {
            boolean looks = Set.of("List", "Describe").contains(call.verb()) || Objects.equals(event.readOnly(), true);
            return looks ? Doing.READ : Doing.ACT;
        }
        if (verb != null) {
            return verb;
        }
        return Objects.equals(event.readOnly(), true) ? Doing.READ : Doing.CHANGE;
    }

    /**
     * A restored thing was made where the call says from what; otherwise the request names the thing itself, whose deletion was scheduled or which
     * is set back in place.
     */
    private static boolean bringsBack(CallName call, EventRecord event) {
        boolean madeOf = Made.namesSource(event)
                || call.noun().contains("From") && !call.noun().endsWith("FromRecycleBin")
                || call.noun().contains("To");
        return call.verb().equals("Restore") && (call.noun().startsWith("From") || !madeOf);
    }

    /** A part's coming and going is a change of the whole, unless the part stands for itself. */
    private static Category category(Doing doing, Subject subject) {
        boolean ofWhole = subject.whole() != null && !subject.byItself();
        return switch (doing) {
            case READ -> Category.RECON;
            case CREATE -> ofWhole ? Category.MODIFIED : Category.CREATED;
            case DELETE -> ofWhole ? Category.MODIFIED : Category.DELETED;
            case CHANGE -> Category.MODIFIED;
            case ACT -> Category.OTHER;
        };
    }

    private static List<Category> withPassedRole(EventRecord event, List<Category> categories) {
        boolean makes = categories.contains(Category.CREATED) || categories.contains(Category.MODIFIED);
        if (!makes
                || categories.contains(Category.IDENTITY)
                || PassedRole.in(event).isEmpty()) {
            return categories;
        }
        List<Category> more = new ArrayList<>(categories);
        more.add(Category.IDENTITY);
        return more;
    }

    private static String why(CallName call, @Nullable ActionFact fact, Category what, List<Category> categories) {
        String from = fact != null && fact.role() != null
                ? "AWS's resource schemas and the name"
                : fact != null ? "AWS's access level and the name" : "its name";
        String besides = categories.size() > 1 && categories.get(0) != Category.IDENTITY
                ? ", and a role or credential goes with it"
                : categories.size() > 1 ? ", and it is about identity" : "";
        return call.name() + ": " + what.word() + ", by " + from + besides;
    }
}
