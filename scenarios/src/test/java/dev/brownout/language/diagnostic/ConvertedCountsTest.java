package dev.brownout.language.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.brownout.language.Loader;
import dev.brownout.language.overlay.Overrides;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages about words of other tools that count differently convert the value. */
class ConvertedCountsTest {
    private static final String SITE = """
            load: 10/s
            run: 10s
            components:
              web: { kind: server%s }
              db: { kind: database%s }
              likes: { kind: topic%s }
            requests:
              page: { steps: [web, { read: db%s }, publish: likes] }
            """;

    /** Returns the message about a setting at a place of the scenario: the message of its first problem. */
    private static String message(String place, String setting) {
        String[] places = {"", "", "", ""};
        switch (place) {
            case "web" -> places[0] = ", " + setting;
            case "retry of web" -> places[0] = ", retry: { " + setting + " }";
            case "db" -> places[1] = ", " + setting;
            case "likes" -> places[2] = ", " + setting;
            default -> places[3] = ", " + setting;
        }
        InvalidScenarioException invalid = catchThrowableOfType(
                InvalidScenarioException.class,
                () -> new Loader(name -> Optional.empty())
                        .load("site", SITE.formatted((Object[]) places), Overrides.NONE));
        return invalid.all().get(0).message();
    }

    /** Retries are attempts after the first. The primary is no replica of a database. A copy is also the leader's. */
    @ParameterizedTest
    @CsvSource({
        "web, retries, 'retry: { attempts: %d }', 1",
        "web, max_retries, 'retry: { attempts: %d }', 1",
        "web, retry_count, 'retry: { attempts: %d }', 1",
        "web, max-retries, 'retry: { attempts: %d }', 1",
        "db, retries, 'retry: { attempts: %d }', 1",
        "retry of web, retries, attempts: %d, 1",
        "retry of web, max_retries, attempts: %d, 1",
        "retry of web, num_retries, attempts: %d, 1",
        "db, nodes, replicas: %d, -1",
        "db, instances, replicas: %d, -1",
        "db, replication_factor, replicas: %d, -1",
        "db, members, replicas: %d, -1",
        "likes, followers, copies: %d, 1",
        "likes, standbys, copies: %d, 1"
    })
    void valueIsConverted(String place, String word, String setting, int difference) {
        for (int value = 1; value <= 5; value++) {
            assertThat(message(place, word + ": " + value))
                    .endsWith("use '" + setting.formatted(value + difference) + "' for '" + word + ": " + value + "'");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "retry of web, max_attempts: 3, attempts",
        "web, tries: 3, retry",
        "web, instances: 3, nodes",
        "db, followers: 3, replicas",
        "likes, replication_factor: 3, copies",
        "web, retries: some, retry"
    })
    void equalCountsKeepTheirValue(String place, String setting, String name) {
        assertThat(message(place, setting)).endsWith("; use '" + name + "'");
    }
}
