package org.eksrunbook.process;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** Who is logged in: the authenticated name and the groups as they were when the request came in. */
public record Person(String name, Set<String> groups) {

    public Person {
        groups = Set.copyOf(groups);
    }

    public Person(String name, Collection<String> groups) {
        this(name, Set.copyOf(groups));
    }

    /** The person of a request that Spring Security has let through: authorities are group ids. */
    public static Person of(Authentication authentication) {
        return new Person(
                authentication.getName(),
                authentication.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    public boolean isIn(String group) {
        return groups.contains(group);
    }
}
