package org.eksrunbook.trail;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eksrunbook.incident.VisibleText;

/** What accounts are called, beside their numbers. */
public record AccountNames(Map<String, String> byNumber) {

    public AccountNames {
        byNumber = Map.copyOf(byNumber);
    }

    public static AccountNames of(List<Organization.Account> accounts) {
        Map<String, String> names = new LinkedHashMap<>();
        accounts.forEach(account -> names.put(account.id(), account.name()));
        return new AccountNames(names);
    }

    /** «111122223333 (payments)», with nothing invisible in it; the number alone where no name is known. */
    public String shown(String account) {
        String name = byNumber.getOrDefault(account, "").strip();
        return VisibleText.of(account) + (name.isEmpty() ? "" : " (" + VisibleText.of(name) + ")");
    }

    public String shown(Collection<String> accounts) {
        return accounts.stream().map(this::shown).collect(Collectors.joining(", "));
    }
}
