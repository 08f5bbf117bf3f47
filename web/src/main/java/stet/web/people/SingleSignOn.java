package stet.web.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import stet.domain.Role;
import stet.web.http.Origin;
import stet.workflow.sealing.NewsroomKeys;
import stet.workflow.sealing.NotOpened;
import stet.workflow.sealing.Sealed;

/**
 * Single sign-on by OpenID Connect: the authorization code flow with PKCE, a state and a nonce. What the provider's answer has to be is checked
 * by Spring Security. It is off unless {@code stet.oidc.issuer} names a provider.
 */
@Component
final class SingleSignOn {
    private static final Logger LOG = LoggerFactory.getLogger(SingleSignOn.class);
    static final String CALLBACK = "/sign-in/sso/callback";
    private static final String ID = "sso";
    private static final String ABOUT = "a way to single sign-on and back";
    private static final Duration ON_THE_WAY = Duration.ofMinutes(10);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Clock clock;
    private final NewsroomKeys keys;
    private final Origin origin;
    private final Environment environment;
    private final String issuer;
    private final String name;
    private final String claim;
    private final Map<Role, Set<String>> roles;
    private final OidcAuthorizationCodeAuthenticationProvider provider =
            new OidcAuthorizationCodeAuthenticationProvider(
                    new RestClientAuthorizationCodeTokenResponseClient(),
                    asked -> new DefaultOidcUser(List.of(), asked.getIdToken()));
    private @Nullable ClientRegistration known;

    /** @param kept what the browser keeps until it comes back, sealed */
    record Departure(String to, String kept) {}

    /**
     * Whom the provider says that somebody is.
     *
     * @param roles of the newsroom's, as its claims are mapped to them
     */
    record Arrival(String issuer, String subject, String name, Set<Role> roles, String next) {}

    private record Way(Instant begun, String state, String nonce, String verifier, String next) {
        static Way of(String kept) {
            var parts = kept.split("\n", 5);
            return new Way(Instant.parse(parts[0]), parts[1], parts[2], parts[3], parts[4]);
        }

        String kept() {
            return String.join("\n", begun.toString(), state, nonce, verifier, next);
        }
    }

    SingleSignOn(Clock clock, NewsroomKeys keys, Origin origin, Environment environment) {
        this.clock = clock;
        this.keys = keys;
        this.origin = origin;
        this.environment = environment;
        issuer = environment.getProperty("stet.oidc.issuer", "");
        name = environment.getProperty("stet.oidc.name", "");
        claim = environment.getProperty("stet.oidc.roles-claim", "");
        roles = Binder.get(environment)
                .bind(
                        "stet.oidc.roles",
                        Bindable.<Map<Role, Set<String>>>of(ResolvableType.forClassWithGenerics(
                                Map.class,
                                ResolvableType.forClass(Role.class),
                                ResolvableType.forClassWithGenerics(Set.class, String.class))))
                .orElse(Map.of());
    }

    boolean isOn() {
        return !issuer.isBlank();
    }

    /** What people call it. */
    String name() {
        return name;
    }

    /**
     * Sends somebody to the provider.
     *
     * @param anew whether it is to ask who they are even if it knows
     * @throws SignInRefused if the provider cannot be had
     */
    Departure departs(String next, boolean anew) {
        var way = new Way(clock.instant(), Secret.draw(), Secret.draw(), Secret.draw(), next);
        var sealed = keys.seal(ABOUT, way.kept().getBytes(UTF_8));
        return new Departure(
                request(registration(), way, anew).getAuthorizationRequestUri(),
                String.join(
                        ".",
                        sealed.key(),
                        BASE64.encodeToString(sealed.ownKey()),
                        BASE64.encodeToString(sealed.text())));
    }

    private OAuth2AuthorizationRequest request(ClientRegistration registration, Way way, boolean anew) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .clientId(registration.getClientId())
                .authorizationUri(Objects.requireNonNull(
                        registration.getProviderDetails().getAuthorizationUri(), "where the provider asks"))
                .redirectUri(back())
                .scopes(registration.getScopes())
                .state(way.state())
                .attributes(kept -> {
                    kept.put(OAuth2ParameterNames.REGISTRATION_ID, ID);
                    kept.put(OidcParameterNames.NONCE, way.nonce());
                    kept.put(PkceParameterNames.CODE_VERIFIER, way.verifier());
                })
                .additionalParameters(sent -> {
                    sent.put(OidcParameterNames.NONCE, sha256(way.nonce()));
                    sent.put(PkceParameterNames.CODE_CHALLENGE, sha256(way.verifier()));
                    sent.put(PkceParameterNames.CODE_CHALLENGE_METHOD, "S256");
                    if (anew) {
                        sent.put("prompt", "login");
                    }
                })
                .build();
    }

    /**
     * Whom the provider says that somebody is who comes back; empty if it does not say so, or not to this browser.
     *
     * @param kept by their browser since they left
     * @throws SignInRefused if the provider cannot be had
     */
    Optional<Arrival> arrives(String kept, String code, String state) {
        var way = opened(kept)
                .filter(it -> it.state().equals(state)
                        && clock.instant().isBefore(it.begun().plus(ON_THE_WAY)));
        if (way.isEmpty() || code.isEmpty()) {
            return Optional.empty();
        }
        var registration = registration();
        try {
            var exchange = new OAuth2AuthorizationExchange(
                    request(registration, way.get(), false),
                    OAuth2AuthorizationResponse.success(code)
                            .redirectUri(back())
                            .state(state)
                            .build());
            var in = provider.authenticate(new OAuth2LoginAuthenticationToken(registration, exchange));
            return in != null && in.getPrincipal() instanceof OidcUser user && user.getSubject() != null
                    ? Optional.of(new Arrival(
                            issuer,
                            user.getSubject(),
                            called(user),
                            roles(user),
                            way.get().next()))
                    : Optional.empty();
        } catch (OAuth2AuthenticationException refused) {
            // Its error's code is of the protocol's; what it describes might have anything in it.
            LOG.info(
                    "Single sign-on let somebody in whom Stet did not: {}",
                    refused.getError().getErrorCode());
            return Optional.empty();
        }
    }

    private Optional<Way> opened(String kept) {
        try {
            var parts = kept.split("\\.", -1);
            if (parts.length != 3) {
                return Optional.empty();
            }
            var decoder = Base64.getUrlDecoder();
            var sealed = new Sealed(parts[0], decoder.decode(parts[1]), decoder.decode(parts[2]));
            return Optional.of(Way.of(new String(keys.open(ABOUT, sealed), UTF_8)));
        } catch (IllegalArgumentException | NotOpened notOurs) {
            return Optional.empty();
        }
    }

    private static String called(OidcUser user) {
        var full = user.getFullName();
        return full == null ? "" : full;
    }

    private Set<Role> roles(OidcUser user) {
        var said = user.getClaims().get(claim);
        var values = said instanceof Collection<?> many
                ? many.stream().map(String::valueOf).toList()
                : said == null
                        ? List.<String>of()
                        : Arrays.asList(said.toString().split(" "));
        var held = EnumSet.noneOf(Role.class);
        roles.forEach((role, those) -> {
            if (those.stream().anyMatch(values::contains)) {
                held.add(role);
            }
        });
        return held;
    }

    /** It is asked for when it is first needed, and again until it answers: Stet starts without it. */
    private synchronized ClientRegistration registration() {
        if (known == null) {
            try {
                known = ClientRegistrations.fromIssuerLocation(issuer)
                        .registrationId(ID)
                        .clientId(environment.getRequiredProperty("stet.oidc.client-id"))
                        .clientSecret(environment.getRequiredProperty("stet.oidc.client-secret"))
                        .redirectUri(back())
                        .scope("openid", "profile")
                        .build();
            } catch (IllegalArgumentException | IllegalStateException away) {
                LOG.warn("The provider of single sign-on cannot be had: {}", away.getMessage());
                throw SignInRefused.providerAway();
            }
        }
        return known;
    }

    private String back() {
        return origin.on(environment.getProperty("local.server.port", "")) + CALLBACK;
    }

    private static String sha256(String text) {
        try {
            return BASE64.encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }
}
