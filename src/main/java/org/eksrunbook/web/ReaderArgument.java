package org.eksrunbook.web;

import java.security.Principal;
import org.eksrunbook.incident.Forbidden;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands the one who is logged in to a controller that asks for a {@link Reader}. */
final class ReaderArgument implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(Reader.class);
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Principal login = request.getUserPrincipal();
        if (login instanceof Authentication authentication && authentication.isAuthenticated()) {
            return Reader.of(authentication);
        }
        throw new Forbidden("Log in first");
    }
}
