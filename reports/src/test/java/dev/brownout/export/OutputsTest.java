package dev.brownout.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.sample.DatabaseSamples;
import dev.brownout.sample.Samples;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputsTest {
    private static final RunFacts FACTS =
            new RunFacts(1.25, 4_000_000.5, 200_000_000, "17.0.15", "0.1.0", "brownout run x");

    @Test
    void writesEveryFile() throws Exception {
        List<Path> paths = Outputs.write(Samples.secondServer(), FACTS, Path.of("target/look/second"));
        Outputs.write(DatabaseSamples.failover(), FACTS, Path.of("target/look/failover"));
        Outputs.write(DatabaseSamples.hotKey(), FACTS, Path.of("target/look/hot"));
        assertThat(paths).allSatisfy(path -> assertThat(path).isNotEmptyFile());
    }
}
