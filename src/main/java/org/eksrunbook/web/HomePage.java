package org.eksrunbook.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The first page: every incident, where it stands and who is waited for. Whoever is not logged in is sent to Tasklist's login. */
@RestController
class HomePage {

    private static final String FEW = "20";

    private final CaseAccess access;
    private final CaseViews views;
    private final Pages pages;

    HomePage(CaseAccess access, CaseViews views, Pages pages) {
        this.access = access;
        this.views = views;
        this.pages = pages;
    }

    @GetMapping("/")
    ResponseEntity<String> home(@RequestParam(required = false) @Nullable String page, HttpServletRequest request) {
        if (!(request.getUserPrincipal() instanceof Authentication login)) {
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .location(URI.create(request.getContextPath() + "/camunda/app/tasklist/default/"))
                    .build();
        }
        Reader reader = Reader.of(login);
        Page<CaseAccess.Seen> seen = Page.of(access.all(reader), Paging.of(page, FEW));
        List<CaseView> items = seen.items().stream().map(views::of).toList();
        Page<CaseView> incidents = new Page<>(items, seen.page(), seen.size(), seen.total());
        return pages.page("home", request, reader, reader.readsAll(), Map.of("incidents", incidents));
    }
}
