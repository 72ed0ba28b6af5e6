package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.parse.UnitParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A capacity search calls a value undecided while its interval contains the bound. */
class CapacityVerdictTest {
    private static final Pattern UNMET = Pattern.compile("(Undecided|violated) from \\S+ \\((.*?)\\)?, bound 60 ms\\)");
    private static final Pattern RANGE = Pattern.compile(".* \\((.*) to (.*)");
    private static final double BOUND_NANOS = 60e6;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void valuesWithTheBoundInTheirIntervalAreUndecided(int seed) throws Exception {
        Path file = Files.writeString(folder.resolve("box.yaml"), """
                scenario: A box
                load: 50/s
                components: { box: { kind: server, cores: 1, service: exp(10ms) } }
                requests: { page: { path: [box] } }
                run: { duration: 8s, seed: %d }
                sla: { fast: page.mean < 60ms }
                """.formatted(seed));
        String text = Session.of("capacity", file.toString(), "--vary", "load", "-n", "3")
                .out()
                .replaceAll("\\s+", " ");
        assertThat(UNMET.matcher(text).results()).as(text).hasSizeBetween(1, 2).allSatisfy(this::verdictOfInterval);
    }

    private void verdictOfInterval(MatchResult unmet) {
        Matcher range = RANGE.matcher(unmet.group(2));
        String[] symmetric = unmet.group(2).split(" ± ", -1);
        double low = range.matches() ? nanos(range.group(1)) : nanos(symmetric[0]) - nanos(symmetric[1]);
        double high = range.matches() ? nanos(range.group(2)) : nanos(symmetric[0]) + nanos(symmetric[1]);
        assertThat(high).isGreaterThan(BOUND_NANOS);
        assertThat(unmet.group(1)).isEqualTo(low > BOUND_NANOS ? "violated" : "Undecided");
    }

    private static double nanos(String time) {
        return UnitParser.read(time.replace(" ", "")).value().doubleValue();
    }
}
