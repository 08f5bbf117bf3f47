package stet.web.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.DispatcherType;
import java.security.MessageDigest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import stet.domain.Role;
import stet.web.access.AccessLedger;
import stet.web.door.Only;

/** Which addresses are public, and that all others need a sign-in. What a role may do there is decided by the domain. */
@Configuration(proxyBeanMethods = false)
class Security {
    private static final String[] PUBLISHED = {
        "/",
        "/news/**",
        "/sections/**",
        "/search",
        "/pictures/**",
        "/api/published/**",
        "/as-of/**",
        "/api/as-of/**",
        "/timemap/**",
        "/seal/**"
    };
    private static final String[] PUBLIC = {
        SignInPage.PATH,
        SignInPage.CODE,
        SingleSignOnPage.PATH,
        SingleSignOn.CALLBACK,
        FirstAdministratorPage.PATH,
        OneTimeLinks.PATH,
        PasswordByLinkPage.FORGOTTEN,
        "/assets/**",
        "/webjars/**",
        "/favicon.ico",
        "/actuator/health/**",
        "/v3/api-docs/**",
        "/v3/api-docs.yaml",
        "/swagger-ui.html",
        "/swagger-ui/**",
        "/api/problems",
        "/api/problems/**",
        "/error"
    };

    private static final String METRICS = "/actuator/prometheus";

    /** Metrics are read with a bearer token of their own, which opens nothing else; without one set, nobody reads them. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain metrics(HttpSecurity http, @Value("${stet.metrics.token}") String token) {
        var expected = ("Bearer " + token).getBytes(UTF_8);
        return http.securityMatcher(METRICS)
                .authorizeHttpRequests(requests -> requests.anyRequest().access((who, asked) -> {
                    var sent = asked.getRequest().getHeader(HttpHeaders.AUTHORIZATION);
                    return new AuthorizationDecision(
                            !token.isBlank() && sent != null && MessageDigest.isEqual(expected, sent.getBytes(UTF_8)));
                }))
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .requestCache(RequestCacheConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .exceptionHandling(
                        failure -> failure.authenticationEntryPoint(
                                (request, response, denied) -> Problem.answer(
                                        response,
                                        HttpStatus.UNAUTHORIZED,
                                        "not-signed-in",
                                        "Not signed in",
                                        "Metrics are for whoever sends the token that Stet was started with, as stet.metrics.token")))
                .build();
    }

    @Bean
    SecurityFilterChain signInRequired(
            HttpSecurity http,
            BearerTokens tokens,
            Sessions sessions,
            Visitors visitors,
            SessionCsrf csrf,
            Cookies cookies,
            AccessLedger access,
            Mapped mapped) {
        var notSignedIn = new NotSignedIn(mapped);
        var notAllowed = new NotAllowed(notSignedIn, cookies);
        var path = PathPatternRequestMatcher.withDefaults();
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, PUBLISHED)
                        .permitAll()
                        .requestMatchers(HttpMethod.HEAD, PUBLISHED)
                        .permitAll()
                        .requestMatchers(PUBLIC)
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, SessionApi.PATH, PasskeyApi.SIGN_IN)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, PasskeyApi.SIGN_IN)
                        .permitAll()
                        .requestMatchers(
                                "/actuator/**",
                                "/readers/**",
                                "/newsroom/people/**",
                                "/newsroom/desks/**",
                                "/newsroom/settings/**",
                                "/newsroom/backup/**")
                        .hasRole(Role.ADMINISTRATOR.name())
                        .requestMatchers("/access", "/newsroom/seal/**")
                        .hasAnyRole(Only.AUDITING.stream().map(Role::name).toArray(String[]::new))
                        .anyRequest()
                        .authenticated())
                .addFilterBefore(new WhoIsAsking(tokens, sessions, visitors, notSignedIn, access), CsrfFilter.class)
                // Sessions changes the session's id at each sign-in. Spring's own filter would not know of it, and
                // change the
                // session each time.
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(
                        context -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()))
                .requestCache(RequestCacheConfigurer::disable)
                // JSON from another site needs its browser's leave, which it does not get; so signing in by JSON needs
                // no token.
                .csrf(check -> check.csrfTokenRepository(csrf)
                        .csrfTokenRequestHandler(new CsrfByHeaderOrForm())
                        .ignoringRequestMatchers(
                                path.matcher(HttpMethod.POST, SessionApi.PATH),
                                path.matcher(HttpMethod.POST, PasskeyApi.SIGN_IN),
                                path.matcher(HttpMethod.POST, FirstAdministratorPage.PATH),
                                path.matcher(HttpMethod.POST, OneTimeLinks.PATH),
                                path.matcher(HttpMethod.POST, PasswordByLinkPage.FORGOTTEN)))
                .exceptionHandling(
                        failure -> failure.authenticationEntryPoint(notSignedIn).accessDeniedHandler(notAllowed))
                .logout(out -> out.logoutRequestMatcher(path.matcher(HttpMethod.POST, SignInPage.OUT))
                        .addLogoutHandler((request, response, who) -> sessions.end(request, response))
                        .logoutSuccessUrl(SignInPage.PATH + "?signed-out"))
                // Those of SecurityHeaders are on every answer, also where this chain is not come to.
                .headers(AbstractHttpConfigurer::disable)
                .build();
    }
}
