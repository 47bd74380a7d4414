package org.eksrunbook.web;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eksrunbook.asset.InventoryRow;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.trail.Finding;

/** What an application owner sees of an incident: the resources of the own applications, and the events that touched them. */
record OwnRows(List<InventoryRow> rows, Set<String> keys) {

    static OwnRows of(List<InventoryRow> all, Reader reader) {
        List<InventoryRow> own = all.stream()
                .filter(row -> !row.owner().isEmpty() && reader.answersTo(row.owner()))
                .toList();
        return new OwnRows(own, own.stream().map(InventoryRow::key).collect(Collectors.toSet()));
    }

    /** In which the own resources lie. */
    Set<String> accounts() {
        return rows.stream()
                .map(InventoryRow::accountId)
                .filter(account -> !account.isEmpty())
                .collect(Collectors.toSet());
    }

    boolean none() {
        return rows.isEmpty();
    }

    /** Whether the event touched one of the own resources, whatever name it called it by. */
    boolean touchedBy(Finding finding) {
        return finding.resources().stream()
                .map(one -> new ResourceRef(one.type(), one.id(), one.arn(), finding.accountId(), finding.region()))
                .anyMatch(resource -> keys.contains(resource.key()));
    }

    /** The finding without the names of others' resources. */
    Finding cut(Finding finding) {
        List<Finding.Resource> own = finding.resources().stream()
                .filter(one -> keys.contains(
                        new ResourceRef(one.type(), one.id(), one.arn(), finding.accountId(), finding.region()).key()))
                .toList();
        return finding.naming(own);
    }
}
