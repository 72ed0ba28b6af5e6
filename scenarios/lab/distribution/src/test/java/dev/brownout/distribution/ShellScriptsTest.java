package dev.brownout.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.cli.Main;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Completion scripts derived from those of picocli. */
class ShellScriptsTest {
    static Stream<CommandSpec> commands() {
        return Commands.ofProgram().stream();
    }

    @Test
    void zshScriptDoesNotChangeTheShell() {
        String script = ZshCompletion.script(Main.commands());
        assertThat(script)
                .startsWith("#compdef brownout\n")
                .contains("function _picocli_brownout_run()")
                .doesNotContain("setopt", "alias", " compinit", "complete -F");
    }

    @Test
    void bashScriptIsSourcedAndFallsBackToFiles() {
        assertThat(BashCompletion.script(Main.commands()))
                .doesNotStartWith("#!")
                .endsWith("complete -F _complete_brownout_or_files brownout\n");
    }

    /** Picocli stores completion candidates by the label of the value. */
    @ParameterizedTest
    @MethodSource("commands")
    void valuesWithTheSameLabelHaveTheSameCandidates(CommandSpec command) {
        Map<String, List<String>> words = new LinkedHashMap<>();
        for (ArgSpec argument : command.args()) {
            if (argument.completionCandidates() != null) {
                List<String> own = new ArrayList<>();
                argument.completionCandidates().forEach(own::add);
                String label = (argument.isOption() ? "option " : "parameter ") + argument.paramLabel();
                assertThat(own).as(label).isNotEmpty().isEqualTo(words.getOrDefault(label, own));
                words.put(label, own);
            }
        }
    }
}
