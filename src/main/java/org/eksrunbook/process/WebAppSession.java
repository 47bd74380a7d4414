package org.eksrunbook.process;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.webapp.impl.security.auth.Authentication;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Whoever is logged in to Tasklist or Cockpit is logged in to our own pages and interface too. Not to the engine's. */
class WebAppSession extends OncePerRequestFilter {

    private final IdentityService identities;

    WebAppSession(IdentityService identities) {
        this.identities = identities;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith(request.getContextPath() + "/engine-rest");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        if (session != null && SecurityContextHolder.getContext().getAuthentication() == null) {
            Authentication user = AuthenticationUtil.getAuthsFromSession(session)
                    .getAuthenticationForProcessEngine(ProcessEngines.NAME_DEFAULT);
            if (user != null && exists(user.getIdentityId())) {
                SecurityContext context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(Passwords.of(user.getIdentityId(), identities));
                SecurityContextHolder.setContext(context);
            }
        }
        chain.doFilter(request, response);
    }

    private boolean exists(String name) {
        return identities.createUserQuery().userId(name).count() == 1;
    }
}
