package org.eksrunbook.trail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the attacker set up that makes things by itself. */
final class SetUps {

    /** Whoever makes stacks by the thousand is told from them by the first; the limit is said. */
    private static final int MOST = 5_000;

    /** Their calls are logged in one region, wherever the stack is (CloudTrail user guide, «Global service events»). */
    private static final Set<String> GLOBAL = Set.of(
            "iam.amazonaws.com",
            "cloudfront.amazonaws.com",
            "route53.amazonaws.com",
            "organizations.amazonaws.com",
            "globalaccelerator.amazonaws.com");

    private final Map<String, List<SetUp>> byName = new HashMap<>();
    private final Map<String, SetUp> byId = new HashMap<>();
    // By the change set's ARN, and by its stack and name: what its execution does.
    private final Map<String, MakerCall> changeSets = new HashMap<>();
    private final Map<MakerKind, List<SetUp>> byKind = new EnumMap<>(MakerKind.class);
    private int size;
    private boolean more;

    /** Begins a pass through the events, which hands over the calls anew. */
    void begin() {
        byName.clear();
        byId.clear();
        changeSets.clear();
        byKind.clear();
        size = 0;
        more = false;
    }

    /** A call of the attacker's that took effect. */
    void see(EventRecord event) {
        if (event.name().equals("CreateChangeSet")) {
            changeSet(event);
            return;
        }
        MakerCall call = call(event);
        if (call == null) {
            return;
        }
        SetUp there = call.id() == null ? null : withId(call.kind(), call.id());
        if (there == null && (call.id() == null || !call.made())) {
            SetUp alike = latest(call.kind(), call.name(), event);
            // What was worked on by its name is the same, until it is known to have another id.
            there = alike != null && (call.id() == null || alike.id() == null) ? alike : null;
        }
        if (there == null && size >= MOST) {
            more = true;
            return;
        }
        if (there == null) {
            there = new SetUp(call, event);
            size++;
            byKind.computeIfAbsent(call.kind(), made -> new ArrayList<>()).add(there);
            byName.computeIfAbsent(key(call.kind(), event, call.name()), made -> new ArrayList<>())
                    .add(there);
        }
        more |= !there.also(call, event);
        if (there.id() != null) {
            byId.put(call.kind() + " " + there.id(), there);
        }
    }

    /** What is executed says by which stack and change set; what that makes, and by which role, its making said. */
    private @Nullable MakerCall call(EventRecord event) {
        MakerCall call = MakerCall.of(event);
        String set = Json.text(event.request(), "changeSetName");
        if (set == null || !event.name().equals("ExecuteChangeSet")) {
            return call;
        }
        MakerCall prepared = changeSets.get(set);
        if (prepared == null && call != null) {
            prepared = changeSets.get(key(MakerKind.STACK, event, call.name()) + "/" + set);
        }
        return prepared == null ? call : prepared;
    }

    private void changeSet(EventRecord event) {
        String stack = Json.text(event.request(), "stackName");
        String id = Json.text(event.response(), "id");
        if (stack == null) {
            return;
        }
        if (changeSets.size() >= 2 * MOST) {
            more = true;
            return;
        }
        MakerCall prepared = new MakerCall(
                MakerKind.STACK,
                MakerCall.stackName(stack),
                Json.text(event.response(), "stackId"),
                "CREATE".equals(Json.text(event.request(), "changeSetType")),
                Json.text(event.request(), "roleARN"));
        if (id != null) {
            changeSets.put(id, prepared);
        }
        String name = Json.text(event.request(), "changeSetName");
        changeSets.put(key(MakerKind.STACK, event, prepared.name()) + "/" + name, prepared);
    }

    @Nullable
    SetUp withId(MakerKind kind, String id) {
        return byId.get(kind + " " + id);
    }

    /** All that are called so, where the call may be of: in its account and region, in any region where its service has none. */
    List<SetUp> called(MakerKind kind, String name, EventRecord event) {
        return byName.getOrDefault(key(kind, event, name), List.of()).stream()
                .filter(one -> isHere(one, event))
                .toList();
    }

    /** The one of that name that was set up last before the call; {@code null}: none was. */
    @Nullable
    SetUp latest(MakerKind kind, String name, EventRecord event) {
        return called(kind, name, event).stream()
                .filter(one -> one.isBefore(event))
                .max(Comparator.comparing(
                        one -> Optional.ofNullable(one.first().time()).orElse(Instant.MIN)))
                .orElse(null);
    }

    /** All that were set up before the call. */
    List<SetUp> before(MakerKind kind, EventRecord event) {
        return byKind.getOrDefault(kind, List.of()).stream()
                .filter(one -> one.isBefore(event))
                .toList();
    }

    static boolean isHere(SetUp one, EventRecord event) {
        return one.first().accountId().equals(event.accountId())
                && (one.first().region().equals(event.region()) || GLOBAL.contains(event.source()));
    }

    /** What could not be kept, in a sentence. */
    Optional<String> told() {
        return more
                ? Optional.of("The attacker set up more than " + MOST
                        + " stacks, change sets, groups, environments or policies, or had one worked on under more names than are kept: of what those beyond made it is"
                        + " not said to which it belongs.")
                : Optional.empty();
    }

    private static String key(MakerKind kind, EventRecord event, String name) {
        return kind + " " + event.accountId() + " " + name;
    }
}
