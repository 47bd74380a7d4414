package org.eksrunbook.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.trail.AccountNames;
import org.eksrunbook.trail.KnownAccounts;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Writes pages from templates that escape everything. */
@Component
class Pages {

    private static final TemplateEngine TEMPLATES =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Pages.class.getClassLoader(), "org.eksrunbook");
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

    private final Clock clock;
    private final KnownAccounts accounts;

    Pages(Clock clock, KnownAccounts accounts) {
        this.clock = clock;
        this.accounts = accounts;
    }

    /** @param values what the template takes beside {@code base}, {@code name} and {@code shown} */
    ResponseEntity<String> page(
            String template, HttpServletRequest request, Reader reader, boolean whole, Map<String, Object> values) {
        Map<String, Object> all = new LinkedHashMap<>(values);
        all.put("base", request.getContextPath());
        all.put("name", reader.name());
        all.put("shown", new Shown(clock.instant(), whole, names(values.get("one"))));
        return ResponseEntity.ok().contentType(HTML).body(render(template, all));
    }

    private AccountNames names(@Nullable Object one) {
        return one instanceof CaseView incident
                ? accounts.names(new IncidentId(incident.id()))
                : new AccountNames(Map.of());
    }

    static String render(String template, Map<String, Object> values) {
        StringOutput out = new StringOutput(1 << 14);
        TEMPLATES.render("web/" + template + ".jte", values, out);
        return out.toString();
    }
}
