package dev.brownout.balancers;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.databases.TestScenarioRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Components without a public address: other components can call them, users cannot. */
class PrivateComponentTest {
    private static String site(String path) {
        return """
                run: 10s
                components:
                  names: { kind: dns }
                  lb: { kind: load-balancer }
                  web: { kind: server, private: true }
                  db: { kind: database, private: true }
                requests:
                  page: { rate: 10/s, path: %s }
                """.formatted(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[web]", "[names, web]", "[web, db]"})
    void usersCannotCallPrivateComponents(String path) {
        assertThatThrownBy(() -> TestScenarioRunner.run(site(path)))
                .hasMessage("web is private: only other components can call it, not users; put a load balancer or"
                        + " another public component in front of it, such as path: [lb, web]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[lb, web]", "[names, lb, web, db]"})
    void otherComponentsCanCallPrivateComponents(String path) {
        assertThat(TestScenarioRunner.run(site(path)).requests().get("page").failed())
                .isZero();
    }

    @Test
    void acceptsOnlyTrueOrFalse() {
        assertThat(TestScenarioRunner.run(replaceParts(site("[web]"), "private: true", "private: false"))
                        .requests()
                        .get("page")
                        .failed())
                .isZero();
        assertThatThrownBy(() -> TestScenarioRunner.run(replaceParts(site("[web]"), "private: true", "private: maybe")))
                .hasMessageContaining("private is true or false");
    }
}
