package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.format.DisplayWidth;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Output of experiments fits the terminal width for any names of variants and metrics. */
@Tag("once")
class TerminalWidthTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            compare    | replica-failure     | --set load=6/s
            compare    | hot-partition    | --set run.duration=12s --set run.warmup=2s --details
            compare    | consistent-hash-balancing | --set run.duration=4s --set run.warmup=2s
            compare    | hotspot-keys     | --set run.duration=4s --set run.warmup=2s --details
            replicate  | hotspot-keys     | --set run.duration=4s --set run.warmup=2s
            replicate  | replica-failure     | --set load=6/s
            replicate  | capstone   | --set load=6/s
            sweep      | hotspot-keys     | --set run.duration=4s --set run.warmup=2s --vary run.seed=1..2
            sweep      | capstone   | --vary load=5/s..6/s
            capacity   | hello-world      | --for 10s --vary load
            capacity   | hotspot-keys     | --set run.duration=4s --set run.warmup=2s --vary web.nodes=2..3
            """)
    void experimentOutputFitsTheTerminalWidth(String command, String scenario, String options) {
        String runs = command.equals("sweep") ? "" : " -n 2";
        Session session = Session.of((command + " " + scenario + " " + options + runs).split(" +"));
        assertThat(session.code()).as(session.err()).isIn(ExitCode.SUCCESS, ExitCode.VIOLATED);
        assertThat(session.out().lines())
                .hasSizeGreaterThan(5)
                .allSatisfy(
                        line -> assertThat(DisplayWidth.width(line)).as(line).isLessThanOrEqualTo(80));
    }
}
