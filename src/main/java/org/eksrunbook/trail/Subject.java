package org.eksrunbook.trail;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a call is about, by kind; types without {@code AWS::}.
 *
 * @param type of the thing itself; null where neither table nor name tells
 * @param whole what the thing is a part of, to be named too (or instead, where only that is named); null where it is none
 * @param byItself whether the part is named beside its whole; otherwise the whole alone is named and was modified
 * @param guessed whether the type is made from the call's name and no type of CloudFormation
 * @param also another kind of thing that the call connects with it
 */
record Subject(
        @Nullable String type,
        @Nullable String whole,
        boolean byItself,
        boolean guessed,
        @Nullable String also) {
    private static final Pattern CONNECTED = Pattern.compile("(.+?)(?:To|From|With|Into|In|On|For|By)([A-Z].*)");
    private static final Pattern MADE_FROM = Pattern.compile("(.+?)(?:From|For)[A-Z].*");
    /** {@code RestoreFromSnapshot} says from what, and not what. */
    private static final Pattern SOURCE_ONLY = Pattern.compile("RestoreFrom[A-Z].*");

    static final Subject UNKNOWN = new Subject(null, null, true, false, null);

    /** By what is known about the call, else by its name: an exact type, the beginning of the name as the whole, a type of our own making. */
    static Subject of(CallName call, @Nullable ActionFact fact, ResourceTypes types) {
        if (fact != null && fact.type() != null) {
            return of(fact.type(), fact.also(), types);
        }
        if (fact != null && fact.level() == ActionFact.Level.TAGGING
                || call.noun().isEmpty()
                || SOURCE_ONLY.matcher(call.name()).matches()) {
            return UNKNOWN;
        }
        String exact = exact(call.service(), call.noun(), types);
        if (exact == null) {
            exact = connected(call, types);
        }
        if (exact != null) {
            return of(exact, null, types);
        }
        // What is made of something, or for it, is called by what stands before.
        String noun =
                Doing.of(call) == Doing.CREATE ? MADE_FROM.matcher(call.noun()).replaceFirst("$1") : call.noun();
        // A preset, an asset, a data set: what ends so is called so.
        boolean set = noun.toLowerCase(Locale.ROOT).endsWith("set");
        String made = types.namespace(call.service()) + "::" + (set ? noun : singular(noun));
        String whole = types.beginning(call.service(), call.noun());
        ResourceTypes.Part part = whole == null ? null : types.part(whole);
        return new Subject(made, part == null ? whole : part.whole(), true, true, null);
    }

    /** What the request itself says that it is about, as Cloud Control does ({@code typeName}); null where it says nothing known. */
    static @Nullable Subject declared(EventRecord event, ResourceTypes types) {
        String name = Json.text(event.request(), "typeName");
        if (name == null || !name.startsWith("AWS::") || !event.source().startsWith("cloudcontrolapi.")) {
            return null;
        }
        String type = name.substring("AWS::".length());
        return types.knows(type) ? of(type, null, types) : null;
    }

    private static @Nullable String exact(String service, String noun, ResourceTypes types) {
        String same = types.named(service, noun);
        return same != null ? same : types.named(service, singular(noun));
    }

    /** Names such as {@code ApplySecurityGroupsToLoadBalancer}: what is made stands before the preposition, what is changed behind it. */
    private static @Nullable String connected(CallName call, ResourceTypes types) {
        Matcher matcher = CONNECTED.matcher(call.noun());
        if (!matcher.matches()) {
            return null;
        }
        String before = exact(call.service(), matcher.group(1), types);
        String behind = exact(call.service(), matcher.group(2), types);
        boolean made = Doing.of(call) == Doing.CREATE && !Joined.is(call);
        return made || behind == null ? before : behind;
    }

    private static Subject of(String type, @Nullable String also, ResourceTypes types) {
        ResourceTypes.Part part = types.part(type);
        return part == null
                ? new Subject(type, null, true, false, also)
                : new Subject(type, part.whole(), part.both(), false, also);
    }

    private static String singular(String noun) {
        if (noun.endsWith("ies")) {
            return noun.substring(0, noun.length() - 3) + 'y';
        }
        return noun.substring(0, Leaf.singular(noun.toLowerCase(Locale.ROOT)).length());
    }
}
