package dev.brownout.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.cli.EnvironmentVariable;
import dev.brownout.cli.Main;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Manual pages: one per command, with a description of every option. */
class ManualPagesTest {
    private static final ManualPages PAGES = new ManualPages("2026-11-20");

    @TempDir
    private Path folder;

    static Stream<CommandSpec> commands() {
        return Commands.ofProgram().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyOptionIsDescribed(CommandSpec command) {
        String page = PAGES.page(command);
        for (OptionSpec option : command.options()) {
            assertThat(page)
                    .containsPattern("(?m)^(\\*-\\w\\*, )?\\*" + option.longestName() + "\\*.*::\\n  \\p{L}.{4,}$");
        }
        assertThat(page)
                .contains(":mansource: brownout 0.", "\n== See also\n")
                .doesNotContain("*-n*, _N_", "${", "Exit codes");
    }

    @Test
    void everyCommandHasAPage() throws Exception {
        PAGES.write(Main.commands(), folder);
        List<String> expected = commands()
                .map(command -> command.qualifiedName("-") + ".adoc")
                .sorted()
                .toList();
        try (Stream<Path> written = Files.list(folder)) {
            assertThat(written.map(file -> file.getFileName().toString()).sorted())
                    .isEqualTo(expected)
                    .contains("brownout.adoc", "brownout-run.adoc", "brownout-baseline-save.adoc");
        }
    }

    @Test
    void mainPageDescribesEnvironmentAndExitCodes() {
        String page = PAGES.page(Main.commands());
        for (EnvironmentVariable variable : EnvironmentVariable.values()) {
            assertThat(page).contains("*" + variable + "*::\n  " + variable.meaning() + "\n");
        }
        assertThat(page)
                .contains("== Exit status", "*99*::\n", "*brownout-run*(1)")
                .contains(":docdate: 2026-11-20\n");
    }
}
