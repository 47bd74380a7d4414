package org.eksrunbook.process;

import jakarta.servlet.DispatcherType;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Stands in front of every path in every profile. What is not named here needs a login. */
@Configuration
@EnableWebSecurity
class SecurityConfiguration {

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

    /** The engine's web applications: they bring their own login page, headers and protection against forged requests. */
    @Bean
    @Order(1)
    SecurityFilterChain webApplications(HttpSecurity http, IdentityService identities, PasswordAttempts attempts)
            throws Exception {
        everywhere(http, identities);
        return http.securityMatcher(PathMatcher.of("/camunda/**"))
                // Before the attempts are counted: nobody holds up the others' logins by sending a password slowly.
                .addFilterBefore(WholeBody.ofLogins(), BasicAuthenticationFilter.class)
                .addFilterBefore(new WebAppLogin(attempts), BasicAuthenticationFilter.class)
                .httpBasic(AbstractHttpConfigurer::disable)
                .headers(headers ->
                        headers.cacheControl(cache -> cache.disable()).frameOptions(FrameOptionsConfig::sameOrigin))
                .authorizeHttpRequests(paths -> paths.requestMatchers(PathMatcher.of("/camunda/api/admin/setup/**"))
                        .denyAll()
                        .requestMatchers(PathMatcher.of(HttpMethod.GET, "/camunda/api/admin/auth/user/default"))
                        .permitAll()
                        // The login page asks for the engines' names (ours is «default») before it sends name and
                        // password.
                        .requestMatchers(PathMatcher.of(HttpMethod.GET, "/camunda/api/engine/engine/"))
                        .permitAll()
                        .requestMatchers(
                                PathMatcher.of(HttpMethod.POST, "/camunda/api/admin/auth/user/default/login/*"))
                        .permitAll()
                        .requestMatchers(PathMatcher.of(HttpMethod.POST, "/camunda/api/admin/auth/user/default/logout"))
                        .permitAll()
                        .requestMatchers(PathMatcher.of(HttpMethod.GET, "/camunda/api/*/plugin/*/static/**"))
                        .permitAll()
                        .requestMatchers(PathMatcher.of(
                                HttpMethod.POST, "/camunda/api/engine/engine/default/process-definition/**"))
                        .hasAuthority(Group.RESPONDERS)
                        .requestMatchers(PathMatcher.of("/camunda/api/**"))
                        .authenticated()
                        .requestMatchers(PathMatcher.of(HttpMethod.GET, "/camunda/**"))
                        .permitAll()
                        .requestMatchers(PathMatcher.of(HttpMethod.HEAD, "/camunda/**"))
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .build();
    }

    /** Everything else: the engine's REST interface, our own interface and pages. */
    @Bean
    @Order(2)
    SecurityFilterChain everythingElse(HttpSecurity http, IdentityService identities) throws Exception {
        everywhere(http, identities);
        return http.httpBasic(basic -> basic.authenticationEntryPoint(new Unauthenticated()))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                        .frameOptions(FrameOptionsConfig::sameOrigin)
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
                .authorizeHttpRequests(paths -> paths.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(
                                PathMatcher.of(HttpMethod.GET, "/actuator/health"), PathMatcher.of(HttpMethod.GET, "/"))
                        .permitAll()
                        // Also for those who may not even see the processes: not yours, not «not found».
                        .requestMatchers(PathMatcher.of(HttpMethod.POST, "/engine-rest/process-definition/**"))
                        .hasAuthority(Group.RESPONDERS)
                        .anyRequest()
                        .authenticated())
                .build();
    }

    private static void everywhere(HttpSecurity http, IdentityService identities) throws Exception {
        http.csrf(AbstractHttpConfigurer::disable)
                .addFilterBefore(new CrossSiteGuard(), BasicAuthenticationFilter.class)
                .addFilterAfter(new WebAppSession(identities), BasicAuthenticationFilter.class)
                .formLogin(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(Customizer.withDefaults())
                // The web applications' login makes a new session itself; a new id with each request would log a
                // browser out,
                // which sends several at once.
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS)
                        .sessionFixation(fixation -> fixation.none()))
                .exceptionHandling(answers -> answers.authenticationEntryPoint(new Unauthenticated()));
    }

    @Bean
    FilterRegistrationBean<EngineLogin> engineLogin(IdentityService identities) {
        FilterRegistrationBean<EngineLogin> filter = new FilterRegistrationBean<>(new EngineLogin(identities));
        filter.addUrlPatterns("/engine-rest", "/engine-rest/*");
        filter.setOrder(0);
        return filter;
    }

    /** Behind the login, so that nobody unknown has the server keep long bodies. */
    @Bean
    FilterRegistrationBean<WholeBody> engineBody() {
        return bounded("/engine-rest");
    }

    @Bean
    FilterRegistrationBean<WholeBody> webApplicationBody() {
        return bounded("/camunda");
    }

    private static FilterRegistrationBean<WholeBody> bounded(String below) {
        FilterRegistrationBean<WholeBody> filter = new FilterRegistrationBean<>(WholeBody.below(below));
        filter.addUrlPatterns(below, below + "/*");
        filter.setOrder(-1);
        filter.setName("wholeBodyOf" + below.replace('/', '-'));
        return filter;
    }
}
