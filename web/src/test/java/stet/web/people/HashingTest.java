package stet.web.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** How slow it is to try passwords on hashes that somebody came by. Tests hash faster, so what is packaged is looked at here. */
class HashingTest {
    private static final String PASSWORD = "rain over the ferry";

    @Test
    void where_nobody_says_otherwise_a_hash_goes_through_no_fewer_rounds_than_is_advised() {
        var settings = new YamlPropertiesFactoryBean();
        settings.setResources(new ClassPathResource("application.yaml"));
        var strength = Integer.parseInt(
                String.valueOf(Objects.requireNonNull(settings.getObject()).get("stet.passwords.strength")));
        assertThat(strength).isGreaterThanOrEqualTo(12);

        var hashing = new Hashing(strength);
        assertThat(hashing.of(PASSWORD)).startsWith("{bcrypt}$2a$" + strength + "$");
    }

    @Test
    void a_hash_of_fewer_rounds_still_lets_in_and_is_to_be_made_anew() {
        var hashing = new Hashing(5);
        var old = "{bcrypt}" + new BCryptPasswordEncoder(4).encode(PASSWORD);
        assertThat(hashing.matches(false, PASSWORD, old)).isTrue();
        assertThat(hashing.isOld(old)).isTrue();
        assertThat(hashing.isOld(hashing.of(PASSWORD))).isFalse();
    }
}
