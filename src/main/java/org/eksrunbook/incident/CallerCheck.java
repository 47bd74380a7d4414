package org.eksrunbook.incident;

import java.util.Optional;

/** Port: whether the server's credentials are of the account and partition that its settings and a scope say. */
public interface CallerCheck {

    /**
     * Why nothing of this scope may begin; empty where nothing speaks against it, and also where nobody can be asked now: then each account is
     * looked at again before it is read. Takes a few seconds at most and never throws.
     */
    Optional<String> refuses(Scope scope);
}
