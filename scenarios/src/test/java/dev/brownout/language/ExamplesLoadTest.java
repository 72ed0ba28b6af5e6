package dev.brownout.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.overlay.Overrides;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every example of the language definition loads without problems. */
class ExamplesLoadTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cache-tier",
                "datacenter-outage",
                "hello-world",
                "hotspot-keys",
                "load-balancer",
                "one-box",
                "primary-failover",
                "replica-lost",
                "w1",
                "w2",
                "w2plus"
            })
    void isLoadedWithoutProblems(String name) throws Exception {
        Path path = Path.of("src/test/resources/examples", name + ".yaml");
        Loader sample = new Loader(SampleVerbs.dialect(), none -> Optional.empty());
        Loader shipped = new Loader(none -> Optional.empty());
        ScenarioFile file = shipped.load(path, Overrides.NONE);
        assertThat(file.variants()).isNotEmpty();
        assertThat(file.digest()).hasSize(64);
        assertThat(sample.load(path, Overrides.NONE).variants()).hasSameSizeAs(file.variants());
    }
}
