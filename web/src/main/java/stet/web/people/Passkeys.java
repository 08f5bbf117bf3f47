package stet.web.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.content.Words;
import stet.eventstore.Ledger;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.AccessLedger;
import stet.web.access.RemoteAddress;
import stet.web.door.SignedIn;
import stet.web.house.House;
import stet.web.http.Origin;

/**
 * Passkeys (WebAuthn): keys in somebody's device, which signs with one for this newsroom's address alone, and only once it knows by a PIN or a
 * finger who holds it. So one is both factors. What the standard wants checked is checked by WebAuthn4J.
 */
@Component
public final class Passkeys {
    private static final String SIGN_IN = "sign in";
    private static final int MOST = 20;
    private static final int LONGEST_LABEL = 100;
    private static final String TYPE = "public-key";
    private static final String REQUIRED = "required";
    private static final long PATIENCE_MILLIS = Duration.ofMinutes(5).toMillis();

    /** In the order in which they are liked: what devices have, and what Windows has besides. */
    private static final List<COSEAlgorithmIdentifier> ALGORITHMS =
            List.of(COSEAlgorithmIdentifier.EdDSA, COSEAlgorithmIdentifier.ES256, COSEAlgorithmIdentifier.RS256);

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager webAuthn = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter credentialData = new AttestedCredentialDataConverter(converter);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Challenges challenges;
    private final Credentials credentials;
    private final AccessLedger access;
    private final House house;
    private final Origin origin;
    private final Environment environment;
    private final TransactionTemplate together;

    /** @param label by which its owner knows it */
    public record Passkey(
            String id,
            String label,
            Instant madeAt,
            @Nullable Instant usedAt) {}

    /** What a browser is given to make one, as WebAuthn's {@code PublicKeyCredentialCreationOptionsJSON}; bytes are base64url. */
    record ToMake(
            Party rp,
            User user,
            String challenge,
            List<Algorithm> pubKeyCredParams,
            long timeout,
            String attestation,
            List<Key> excludeCredentials,
            Selection authenticatorSelection) {}

    record Party(String id, String name) {}

    record User(String id, String name, String displayName) {}

    record Algorithm(String type, long alg) {}

    record Key(String type, String id) {}

    record Selection(String residentKey, boolean requireResidentKey, String userVerification) {}

    /** What a browser is given to sign with one, as {@code PublicKeyCredentialRequestOptionsJSON}. */
    record ToUse(String challenge, String rpId, long timeout, String userVerification, List<Key> allowCredentials) {}

    /** What a browser made, as {@code RegistrationResponseJSON}, with whatever else browsers put into that. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Made(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String id,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Attestation response) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Attestation(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String clientDataJSON,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String attestationObject) {}

    /** What a browser signed, as {@code AuthenticationResponseJSON}, with whatever else browsers put into that. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Signed(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String id,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Assertion response) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Assertion(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String clientDataJSON,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String authenticatorData,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String signature,

            @Nullable String userHandle) {}

    private record Row(PersonId person, CredentialRecord credential) {}

    Passkeys(
            JdbcClient jdbc,
            Clock clock,
            Challenges challenges,
            Credentials credentials,
            AccessLedger access,
            House house,
            Origin origin,
            Environment environment,
            PlatformTransactionManager transactions,
            Ledger migrated) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.challenges = challenges;
        this.credentials = credentials;
        this.access = access;
        this.house = house;
        this.origin = origin;
        this.environment = environment;
        this.together = new TransactionTemplate(transactions);
    }

    /** The newest first. */
    public List<Passkey> of(PersonId person) {
        return jdbc.sql("""
                        SELECT credential_id, label, made_at, used_at FROM people_passkey
                         WHERE person_id = ? ORDER BY made_at DESC, credential_id""")
                .param(person.value())
                .query((row, _) -> passkey(row))
                .list();
    }

    private static Passkey passkey(ResultSet row) throws SQLException {
        var used = row.getObject("used_at", OffsetDateTime.class);
        return new Passkey(
                row.getString("credential_id"),
                row.getString("label"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                used == null ? null : used.toInstant());
    }

    ToMake toMake(SignedIn me) {
        var name = credentials
                .of(me.person())
                .map(Credentials.Known::signInName)
                .orElse(me.person().value());
        return new ToMake(
                new Party(host(), house.name()),
                new User(handle(me.person()), name, me.name()),
                BASE64.encodeToString(challenges.draw(making(me.person()))),
                ALGORITHMS.stream()
                        .map(each -> new Algorithm(TYPE, each.getValue()))
                        .toList(),
                PATIENCE_MILLIS,
                "none",
                of(me.person()).stream().map(each -> new Key(TYPE, each.id())).toList(),
                new Selection(REQUIRED, true, REQUIRED));
    }

    /**
     * Keeps one that a device has made.
     *
     * @throws InvalidValue if it is none that was asked for here, or its label says nothing
     */
    Passkey make(SignedIn me, String typed, Made made, RemoteAddress from) {
        var label = label(typed);
        if (of(me.person()).size() >= MOST) {
            throw new InvalidValue("You have %d passkeys; remove one first".formatted(MOST));
        }
        try {
            var read = fromDevice(() -> webAuthn.parse(request(made)));
            var challenge = good(making(me.person()), read.getCollectedClientData());
            var verified = fromDevice(() -> webAuthn.verify(
                    read,
                    new RegistrationParameters(
                            server(challenge),
                            ALGORITHMS.stream()
                                    .map(each ->
                                            new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, each))
                                    .toList(),
                            true,
                            true)));
            var attested = verified.getAttestationObject();
            var device = attested == null ? null : attested.getAuthenticatorData();
            var credential = device == null ? null : device.getAttestedCredentialData();
            if (device == null || credential == null || !challenges.take(challenge)) {
                throw noPasskey();
            }
            var id = BASE64.encodeToString(credential.getCredentialId());
            var now = now();
            together.executeWithoutResult(_ -> {
                jdbc.sql("""
                                INSERT INTO people_passkey (credential_id, person_id, credential, sign_count, backup_eligible, label, made_at)
                                VALUES (?, ?, ?, ?, ?, ?, ?)""")
                        .params(
                                id,
                                me.person().value(),
                                credentialData.convert(credential),
                                device.getSignCount(),
                                device.isFlagBE(),
                                label,
                                now)
                        .update();
                access.done(Kind.PASSKEY_MADE, me.person(), me.person(), from, label);
            });
            return new Passkey(id, label, now.toInstant(), null);
        } catch (DuplicateKeyException not) {
            throw noPasskey();
        }
    }

    private static InvalidValue noPasskey() {
        return new InvalidValue("That is no passkey that was made for this page now; try again");
    }

    /** The browser shows whoever holds the device which people it has one of, so nobody has to say who they are. */
    ToUse toUse() {
        return new ToUse(BASE64.encodeToString(challenges.draw(SIGN_IN)), host(), PATIENCE_MILLIS, REQUIRED, List.of());
    }

    /**
     * Whose passkey has signed; nobody's unless it was asked for here, just now, and its device knows who holds it.
     */
    Optional<PersonId> proves(Signed signed) {
        try {
            var read = fromDevice(() -> webAuthn.parse(request(signed)));
            var id = read.getCredentialId();
            var row = id == null ? Optional.<Row>empty() : row(BASE64.encodeToString(id));
            if (row.isEmpty()) {
                return Optional.empty();
            }
            var credential = row.get().credential();
            var challenge = good(SIGN_IN, read.getCollectedClientData());
            var verified = fromDevice(() -> webAuthn.verify(
                    read, new AuthenticationParameters(server(challenge), credential, List.of(id), true, true)));
            var device = verified.getAuthenticatorData();
            if (device == null || !challenges.take(challenge)) {
                return Optional.empty();
            }
            jdbc.sql("UPDATE people_passkey SET sign_count = ?, used_at = ? WHERE credential_id = ?")
                    .params(device.getSignCount(), now(), BASE64.encodeToString(id))
                    .update();
            return row.map(Row::person);
        } catch (InvalidValue not) {
            return Optional.empty();
        }
    }

    /** What strangers send may fail anywhere in the library that reads it, and not only as it says. */
    private static <T> T fromDevice(Supplier<T> read) {
        try {
            return read.get();
        } catch (RuntimeException unreadable) {
            throw noPasskey();
        }
    }

    /** @throws InvalidValue if it was not drawn here for this, or too long ago */
    private byte[] good(String purpose, @Nullable CollectedClientData client) {
        var challenge = client == null ? null : client.getChallenge();
        if (challenge == null || !challenges.isGood(purpose, challenge.getValue())) {
            throw noPasskey();
        }
        return challenge.getValue();
    }

    private Optional<Row> row(String id) {
        return jdbc.sql(
                        "SELECT person_id, credential, sign_count, backup_eligible FROM people_passkey WHERE credential_id = ?")
                .param(id)
                .query((row, _) -> new Row(
                        new PersonId(row.getString("person_id")),
                        new CredentialRecordImpl(
                                new NoneAttestationStatement(),
                                true,
                                row.getBoolean("backup_eligible"),
                                false,
                                row.getLong("sign_count"),
                                credentialData.convert(row.getBytes("credential")),
                                null,
                                null,
                                null,
                                null)))
                .optional();
    }

    /** Returns false if they have no such passkey. */
    boolean rename(PersonId person, String id, String typed) {
        return jdbc.sql("UPDATE people_passkey SET label = ? WHERE credential_id = ? AND person_id = ?")
                        .params(label(typed), id, person.value())
                        .update()
                == 1;
    }

    /** Returns false if they have no such passkey. */
    boolean remove(PersonId person, String id, RemoteAddress from) {
        return Boolean.TRUE.equals(together.execute(_ -> {
            var label = of(person).stream()
                    .filter(each -> each.id().equals(id))
                    .map(Passkey::label)
                    .findFirst();
            if (label.isPresent()) {
                jdbc.sql("DELETE FROM people_passkey WHERE credential_id = ? AND person_id = ?")
                        .params(id, person.value())
                        .update();
                access.done(Kind.PASSKEY_REMOVED, person, person, from, label.get());
            }
            return label.isPresent();
        }));
    }

    /** @param by who removes them */
    void removeAll(PersonId person, PersonId by, RemoteAddress from) {
        together.executeWithoutResult(_ -> {
            var were = jdbc.sql("DELETE FROM people_passkey WHERE person_id = ?")
                    .param(person.value())
                    .update();
            if (were > 0) {
                access.done(Kind.PASSKEYS_REMOVED, by, person, from, null);
            }
        });
    }

    private static String label(String typed) {
        var label = Words.visible(typed);
        if (!Words.saysSomething(label) || label.length() > LONGEST_LABEL) {
            throw new InvalidValue(
                    "A passkey's name has 1 to %d characters, and says where it is".formatted(LONGEST_LABEL));
        }
        return label;
    }

    private static RegistrationRequest request(Made made) {
        var response = sent(made.response());
        return new RegistrationRequest(bytes(response.attestationObject()), bytes(response.clientDataJSON()));
    }

    private static AuthenticationRequest request(Signed signed) {
        var response = sent(signed.response());
        return new AuthenticationRequest(
                bytes(signed.id()),
                bytes(response.authenticatorData()),
                bytes(response.clientDataJSON()),
                bytes(response.signature()));
    }

    private static byte[] bytes(@Nullable String base64) {
        return Base64.getUrlDecoder().decode(sent(base64));
    }

    private static <T> T sent(@Nullable T field) {
        if (field == null) {
            throw noPasskey();
        }
        return field;
    }

    private ServerProperty server(byte[] challenge) {
        return ServerProperty.builder()
                .origin(new com.webauthn4j.data.client.Origin(address()))
                .rpId(host())
                .challenge(new DefaultChallenge(challenge))
                .build();
    }

    private String address() {
        return origin.on(environment.getProperty("local.server.port", ""));
    }

    private String host() {
        return URI.create(address()).getHost();
    }

    private static String making(PersonId person) {
        return "make a passkey of " + person.value();
    }

    /** By which a device knows whose it is: nothing that says who that is, as the standard wants it. */
    private static String handle(PersonId person) {
        return BASE64.encodeToString(
                Secret.hash("passkeys of " + person.value()).substring(0, 32).getBytes(UTF_8));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
