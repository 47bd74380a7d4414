package org.eksrunbook.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.stream.Collectors;
import org.eksrunbook.trail.Aspect;
import org.eksrunbook.trail.Category;
import org.eksrunbook.trail.Finding;

/** Findings as CSV: the fields of the JSON in their order; categories, techniques and aspects parted by blanks, resources and makers as JSON. */
final class FindingsCsv {

    private final Csv csv;
    private final ObjectMapper json;

    FindingsCsv(Appendable out, ObjectMapper json) throws IOException {
        this.json = json;
        csv = new Csv(
                out,
                "eventId",
                "source",
                "eventTime",
                "eventSource",
                "eventName",
                "region",
                "accountId",
                "principal",
                "accessKeyId",
                "sourceIp",
                "userAgent",
                "category",
                "categories",
                "effective",
                "errorCode",
                "resources",
                "attack",
                "why",
                "ruleVersion",
                "comparedWith",
                "unseen",
                "sensitivity",
                "bytesOut",
                "bytesDoubted",
                "madeBy");
    }

    void write(Finding finding) throws IOException {
        csv.row(
                finding.eventId(),
                finding.source(),
                finding.eventTime(),
                finding.eventSource(),
                finding.eventName(),
                finding.region(),
                finding.accountId(),
                finding.principal(),
                finding.accessKeyId(),
                finding.sourceIp(),
                finding.userAgent(),
                finding.category().word(),
                finding.categories().stream().map(Category::word).collect(Collectors.joining(" ")),
                Boolean.toString(finding.effective()),
                finding.errorCode(),
                json.writeValueAsString(finding.resources()),
                String.join(" ", finding.attack()),
                finding.why(),
                finding.ruleVersion(),
                finding.comparedWith(),
                finding.unseen().stream().map(Aspect::word).collect(Collectors.joining(" ")),
                Integer.toString(finding.sensitivity()),
                finding.bytesOut() == null ? null : finding.bytesOut().toString(),
                Boolean.toString(finding.bytesDoubted()),
                json.writeValueAsString(finding.madeBy()));
    }
}
