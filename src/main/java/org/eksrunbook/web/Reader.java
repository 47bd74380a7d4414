package org.eksrunbook.web;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eksrunbook.incident.Forbidden;
import org.eksrunbook.process.Group;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * The person or machine that is logged in, and what the groups allow over HTTP ({@code docs/interfaces.md}, «Groups and rights»).
 * Rights of several groups add up.
 */
record Reader(String name, Set<String> groups) {

    private static final Set<String> READ_ALL =
            Set.of("responders", "approvers", "managers", "forensics", "camunda-admin");

    Reader {
        groups = Set.copyOf(groups);
    }

    static Reader of(Authentication login) {
        return new Reader(login.getName(), names(login.getAuthorities()));
    }

    private static Set<String> names(Collection<? extends GrantedAuthority> authorities) {
        return authorities.stream().map(GrantedAuthority::getAuthority).collect(Collectors.toSet());
    }

    boolean readsAll() {
        return groups.stream().anyMatch(READ_ALL::contains);
    }

    /** Reads the rows of the own applications and nothing else. */
    boolean readsOwn() {
        return !readsAll() && groups.contains("application-owners");
    }

    boolean reads() {
        return readsAll() || readsOwn();
    }

    boolean is(String... anyOf) {
        return Set.of(anyOf).stream().anyMatch(groups::contains);
    }

    /** @throws Forbidden where the reader is in none of the groups */
    void mustBe(String what, String... anyOf) {
        if (!is(anyOf)) {
            throw new Forbidden(what + " is for members of "
                    + Stream.of(anyOf).map(Group::words).collect(Collectors.joining(" or ")));
        }
    }

    /** Whether an owner as written in the CMDB, a user's or a group's name, is this reader. */
    boolean answersTo(String owner) {
        return owner.equals(name) || groups.contains(owner);
    }
}
