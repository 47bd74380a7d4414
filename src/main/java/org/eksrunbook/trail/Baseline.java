package org.eksrunbook.trail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the events before the compromise tell, in little: who behaved how, and which keys were handed out. The exploration asks for it again and
 * again; the events themselves are read once a part.
 */
final class Baseline {

    /** Kinds of behaviour that are held in memory (some 300 bytes each); what is more is read from the parts each time. */
    static final int MOST_KINDS = 100_000;

    /**
     * One kind of call of one caller, however often it was made.
     *
     * @param first when it was made first and last, as far as this tells; {@code null}: not known
     */
    record Doing(
            List<String> acting,
            String behaviour,
            @Nullable String address,
            @Nullable String issuedKey,
            @Nullable Instant first,
            @Nullable Instant last) {}

    private record Did(String behaviour, @Nullable String address) {}

    private final int most;
    private final Set<String> parts = new HashSet<>();
    private final Map<List<String>, Map<Did, Span>> doings = new LinkedHashMap<>();
    private final Set<String> issuedKeys = new LinkedHashSet<>();
    private final Map<String, String> texts = new HashMap<>();
    private final List<Consumer<Consumer<Doing>>> unheld = new ArrayList<>();
    private final Habits habits = new Habits();
    private final FormerAgents agents = new FormerAgents();
    private final BegunBefore begun = new BegunBefore();
    private final @Nullable Instant compromisedAt;
    private int kinds;

    Baseline() {
        this(MOST_KINDS);
    }

    Baseline(int most) {
        this(most, null);
    }

    /** @param compromisedAt sessions that began before and were alive then are kept; {@code null}: none */
    Baseline(int most, @Nullable Instant compromisedAt) {
        this.most = most;
        this.compromisedAt = compromisedAt;
    }

    /** Whether it is made of some of these parts and nothing else. */
    boolean isOf(Set<String> some) {
        return some.containsAll(parts);
    }

    boolean holdsAll(Set<String> all) {
        return parts.containsAll(all);
    }

    boolean holds(String part) {
        return parts.contains(part);
    }

    /**
     * Takes in the events of further parts.
     *
     * @param events hands over those before the compromise, as often as it is asked
     */
    void add(Set<String> further, Consumer<Consumer<Sighting>> events) {
        events.accept(event -> {
            habits.see(event);
            agents.hear(event.agent());
            if (compromisedAt != null && LivingSessions.beginsOne(event, compromisedAt)) {
                begun.add(event);
            }
            if (kinds <= most) {
                hold(of(event));
            }
        });
        if (kinds > most) {
            unheld.add(each -> events.accept(event -> each.accept(of(event))));
        } else {
            parts.addAll(further);
        }
    }

    /** What is not new for whom. */
    Habits habits() {
        return habits;
    }

    FormerAgents agents() {
        return agents;
    }

    private void hold(Doing doing) {
        List<String> acting = doing.acting().stream().map(this::one).toList();
        Map<Did, Span> did = doings.computeIfAbsent(acting, caller -> new HashMap<>());
        Did kind = new Did(one(doing.behaviour()), doing.address() == null ? null : one(doing.address()));
        Span span = did.get(kind);
        if (span == null) {
            kinds++;
            span = new Span();
            did.put(kind, span);
        }
        span.take(doing.first());
        if (doing.issuedKey() != null && issuedKeys.add(doing.issuedKey())) {
            kinds++;
        }
    }

    private String one(String text) {
        return texts.computeIfAbsent(text, same -> same);
    }

    void forEach(Consumer<Doing> each) {
        doings.forEach((acting, all) -> all.forEach((did, span) ->
                each.accept(new Doing(acting, did.behaviour(), did.address(), null, span.first(), span.last()))));
        issuedKeys.forEach(key -> each.accept(new Doing(List.of(), "", null, key, null, null)));
        unheld.forEach(part -> part.accept(each));
    }

    /** The calls by which sessions began that were alive when the attacker came. */
    BegunBefore begun() {
        return begun;
    }

    private static Doing of(Sighting event) {
        List<String> acting = new ArrayList<>(event.acting());
        if (event.comesIn()) {
            event.tokens().telling().stream()
                    .filter(token -> Token.ISSUED_ARN.is(token)
                            || Token.PROVIDER.is(token)
                            || Token.POOL_IDENTITY.is(token)
                            || Token.SESSION.is(token))
                    .forEach(acting::add);
        }
        return new Doing(
                acting, Behaviour.of(event), event.address(), event.keyForAnother(), event.time(), event.time());
    }
}
