package org.eksrunbook.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eksrunbook.incident.VisibleText;
import org.eksrunbook.trail.Finding;
import org.eksrunbook.trail.RawEvents;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One finding with the event as it was logged: where every statement about it can be checked. */
@RestController
class EventPage {

    private final CaseAccess access;
    private final CaseViews views;
    private final VisibleFindings findings;
    private final RawEvents events;
    private final ObjectMapper json;
    private final Pages pages;

    EventPage(
            CaseAccess access,
            CaseViews views,
            VisibleFindings findings,
            RawEvents events,
            ObjectMapper json,
            Pages pages) {
        this.access = access;
        this.views = views;
        this.findings = findings;
        this.events = events;
        this.json = json;
        this.pages = pages;
    }

    @GetMapping("/incidents/{id}/event")
    ResponseEntity<String> event(
            @PathVariable String id, @RequestParam("id") String eventId, Reader reader, HttpServletRequest request) {
        CaseAccess.Seen seen = access.seen(id, reader);
        boolean whole = seen.own() == null;
        Finding finding = findings.find(seen, eventId).orElseThrow(NotFound::event);
        JsonNode logged = whole
                ? events.of(seen.incident().id(), List.of(eventId)).get(eventId)
                : null; // what else the call touched may belong to other owners
        return pages.page(
                "event",
                request,
                reader,
                whole,
                Map.of("one", views.of(seen), "finding", finding, "logged", pretty(logged)));
    }

    /** Indented, and nothing invisible in it. */
    private String pretty(@Nullable JsonNode event) {
        try {
            return event == null
                    ? ""
                    : json.writerWithDefaultPrettyPrinter()
                            .writeValueAsString(event)
                            .lines()
                            .map(VisibleText::of)
                            .collect(Collectors.joining("\n"));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
