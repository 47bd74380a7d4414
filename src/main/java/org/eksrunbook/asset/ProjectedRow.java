package org.eksrunbook.asset;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eksrunbook.asset.InventoryRow.RowAction;
import org.eksrunbook.asset.InventoryRow.RowProof;
import org.jspecify.annotations.Nullable;

/** A row while the ledger is read over it. */
final class ProjectedRow {

    /** What an action that took effect makes of a resource. */
    private static final Map<String, String> STATES = Map.ofEntries(
            Map.entry("delete", "removed"),
            Map.entry("deleteStack", "removed"),
            Map.entry("deleteKey", "removed"),
            Map.entry("deleteAccessEntry", "removed"),
            Map.entry("deletePodIdentity", "removed"),
            Map.entry("removeRoleBinding", "removed"),
            Map.entry("isolate", "isolated"),
            Map.entry("unshare", "restored"),
            Map.entry("putBack", "restored"),
            Map.entry("restore", "restored"),
            Map.entry("recreate", "restored"),
            Map.entry("replace", "replaced"),
            Map.entry("swapIn", "replaced"),
            Map.entry("rotate", "rotated"));

    private static final int MOST_MAKERS = 5;

    private final BaseRow base;
    private final boolean byHand;
    private final Map<String, String> overruled = new TreeMap<>();
    private @Nullable Change said;
    private String application;
    private String applicationSource;
    private String owner;
    private @Nullable String disposition;
    private @Nullable String dispositionReason;
    private @Nullable String decidedBy;
    private @Nullable String cleanUp;
    private @Nullable String cleanUpReason;

    ProjectedRow(BaseRow base) {
        this(base, false);
    }

    private ProjectedRow(BaseRow base, boolean byHand) {
        this.base = base;
        this.byHand = byHand;
        application = base.attribution().application();
        applicationSource = base.attribution().source();
        owner = base.attribution().owner();
        said = byHand ? base.given() : null;
    }

    /** A resource that a person added in the review. */
    static ProjectedRow byHand(ResourceRef resource, Change change) {
        Attribution nobody =
                new Attribution("", "", "", "", "none", List.of(), "Added by a person: not looked up in the CMDB");
        return new ProjectedRow(
                new BaseRow(
                        resource.key(),
                        resource.allKeys(),
                        resource,
                        false,
                        false,
                        false,
                        change,
                        nobody,
                        0,
                        List.of()),
                true);
    }

    String key() {
        return base.key();
    }

    ResourceRef resource() {
        return base.resource();
    }

    Set<String> keys() {
        return base.keys();
    }

    boolean belongsTo(String name) {
        return !name.isEmpty() && application.equals(name);
    }

    void overrule(String event, String to) {
        if (base.touches().stream().anyMatch(touch -> touch.event().equals(event))) {
            overruled.put(event, to);
        }
    }

    /** A person's word about what was done to it stands above the calls. */
    void say(@Nullable Change change) {
        said = change == null ? said : change;
    }

    void owned(String newApplication, String newOwner) {
        if (!newApplication.isEmpty() && !newApplication.equals(application)) {
            application = newApplication;
            applicationSource = "person";
        }
        owner = newOwner.isEmpty() ? owner : newOwner;
    }

    void reviewed(String what, String reason, String actor) {
        decide(what, reason, actor);
        cleanUp = what;
        cleanUpReason = reason;
    }

    void decide(String what, String reason, String actor) {
        disposition = what;
        dispositionReason = reason;
        decidedBy = actor;
    }

    /** The row as it stands; empty where a person overruled everything that touched it. */
    Optional<InventoryRow> shown(PlansSeen plans) {
        List<Touch> touches = standing();
        Outcome outcome = outcome(touches);
        if (outcome == null) {
            return Optional.empty();
        }
        List<RowAction> actions = new ArrayList<>();
        RowProof proof = null;
        String state = base.contained() && outcome.state().equals(Outcome.PRESENT) ? "contained" : outcome.state();
        for (PlansSeen.Done done : plans.of(key())) {
            actions.add(done.action());
            proof = done.proof() == null ? proof : done.proof();
            if (done.tookEffect() && !touchedSince(done, touches)) {
                state = STATES.getOrDefault(done.action().kind(), state);
            }
        }
        return Optional.of(row(outcome, touches, state, actions, proof));
    }

    /** What the attacker did again to it, an earlier action did not deal with. */
    private static boolean touchedSince(PlansSeen.Done done, List<Touch> touches) {
        return touches.stream()
                .filter(touch -> touch.changes().stream().anyMatch(Change::touches))
                .anyMatch(touch -> done.isBefore(touch.time()));
    }

    private InventoryRow row(
            Outcome outcome, List<Touch> touches, String state, List<RowAction> actions, @Nullable RowProof proof) {
        ResourceRef resource = base.resource();
        Attribution attribution = base.attribution();
        List<String> events = touches.stream().map(Touch::event).distinct().toList();
        boolean read = outcome.changes().contains(Change.ACCESSED) && outcome.change() != Change.CREATED;
        return new InventoryRow(
                key(),
                resource.type(),
                resource.id(),
                resource.arn(),
                resource.accountId(),
                resource.region(),
                outcome.change(),
                outcome.changes(),
                state,
                application,
                applicationSource,
                owner,
                attribution.environment(),
                attribution.dataClass(),
                attribution.suspectTags(),
                read ? DataClasses.weight(attribution.dataClass(), base.typeSensitivity()) : 0,
                events.subList(0, Math.min(events.size(), InventoryRow.EVENTS_SHOWN)),
                events.size(),
                touches.stream().map(Touch::principal).distinct().limit(20).toList(),
                touches.isEmpty() ? null : first(touches),
                touches.isEmpty() ? null : touches.get(touches.size() - 1).time(),
                byHand ? "person" : touches.isEmpty() ? "given" : "trail",
                disposition,
                dispositionReason,
                cleanUp,
                cleanUpReason,
                decidedBy,
                actions,
                proof,
                base.unsure() && outcome.change() == Change.CREATED && said == null,
                makers(touches),
                null);
    }

    /** What only changed it did not make it. */
    private static List<MadeBy> makers(List<Touch> touches) {
        return touches.stream()
                .filter(touch -> touch.changes().contains(Change.CREATED))
                .flatMap(touch -> touch.madeBy().stream())
                .distinct()
                .limit(MOST_MAKERS)
                .toList();
    }

    /** All calls that altered it and that nobody took out, in time order. */
    List<String> altering() {
        return standing().stream()
                .filter(touch -> touch.changes().stream().anyMatch(Change::alters))
                .map(Touch::event)
                .distinct()
                .toList();
    }

    private List<Touch> standing() {
        List<Touch> standing = new ArrayList<>();
        for (Touch touch : base.touches()) {
            String to = overruled.get(touch.event());
            Change change = to == null ? null : Projection.changeOf(to);
            if (to == null) {
                standing.add(touch);
            } else if (change != null && change.touches()) {
                standing.add(new Touch(
                        touch.event(),
                        touch.time(),
                        touch.action(),
                        List.of(change),
                        touch.principal(),
                        touch.madeBy()));
            }
        }
        return standing;
    }

    /** What was named at the start counts as one more call after all others. */
    private @Nullable Outcome outcome(List<Touch> touches) {
        List<Touch> all = new ArrayList<>(touches);
        if (base.given() != null) {
            all.add(new Touch("", Instant.MAX, "", List.of(base.given()), ""));
        }
        Outcome called = Outcome.of(all, base.existed());
        return said == null ? called : Outcome.said(said, called);
    }

    private static Instant first(List<Touch> touches) {
        return touches.get(0).time();
    }
}
