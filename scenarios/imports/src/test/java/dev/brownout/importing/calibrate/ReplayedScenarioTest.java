package dev.brownout.importing.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Request classes of a scenario that is run under a measured load. */
class ReplayedScenarioTest {
    @TempDir
    Path folder;

    private List<String> names(String step, String... types) throws Exception {
        Path file = Files.writeString(folder.resolve("site.yaml"), """
                load: 60/s
                components:
                  web: { kind: server, service: exp(10ms) }
                  db: { kind: database }
                requests: { page: { key: uniform(10), steps: [web, STEP] } }
                run: 1m
                """.replace("STEP", step));
        return new ReplayedScenario(file).names(List.of(types));
    }

    @Test
    void timeoutOfAStepIsNoRequestClass() throws Exception {
        assertThat(names("{ read: db }", "home", "cart")).containsExactly("page", "page");
        assertThat(names("{ read: db, timeout: 300ms }", "home", "cart")).containsExactly("page", "page");
    }
}
