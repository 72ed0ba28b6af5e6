package dev.brownout.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.cli.Main;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Completion script for fish: contains every command and option, and quotes descriptions. */
class FishCompletionTest {
    private static final String OF_PROGRAM = FishCompletion.script(Main.commands());

    /** Enum for option values. */
    enum Paint {
        RED,
        BLUE
    }

    /** Command with options of every form. */
    @Command(name = "demo", description = "Shows.", subcommands = Below.class)
    @SuppressWarnings("unused")
    static final class Demo {
        @Option(
                names = {"-o", "--out"},
                description = "it's a folder\\file; ${DEFAULT-VALUE}",
                defaultValue = "50%")
        private Path out;

        @Option(names = "--paint", description = "one or more")
        private List<Paint> paint;

        @Option(names = "--hidden", hidden = true)
        private boolean hidden;

        @Parameters(index = "0")
        private Paint first;

        @Parameters(index = "1")
        private Path second;
    }

    /** Subcommand. */
    @Command(name = "below", description = "A sentence.%nAnother.")
    @SuppressWarnings("unused")
    static final class Below {
        @Option(names = "-old", description = "")
        private String old;
    }

    static Stream<CommandSpec> commands() {
        return Commands.ofProgram().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void scriptContainsEveryOption(CommandSpec command) {
        String path = command.qualifiedName().replaceFirst("^brownout ?", "");
        List<String> own = OF_PROGRAM
                .lines()
                .filter(line -> line.startsWith("complete -c brownout -n '__brownout_at \\'" + path + "\\'' "))
                .map(line -> line + " ")
                .toList();
        assertThat(command.options()).isNotEmpty();
        for (OptionSpec option : command.options()) {
            for (String name : option.names()) {
                String words = name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1);
                assertThat(own).anySatisfy(line -> assertThat(line).contains(words + " "));
            }
        }
        for (String below : command.subcommands().keySet()) {
            assertThat(own).anySatisfy(line -> assertThat(line).contains(" -a '" + below + "' -d '"));
        }
    }

    @Test
    void completesEachFormOfOption() {
        assertThat(FishCompletion.script(Commands.spec(new Demo()))
                        .lines()
                        .dropWhile(line -> !line.equals("complete -c demo -f"))
                        .toList())
                .containsExactly(
                        "complete -c demo -f",
                        "complete -c demo -n '__demo_at \\'\\'' -s o -l out -r -F -d 'it\\'s a folder\\\\file; 50%'",
                        "complete -c demo -n '__demo_at \\'\\'' -l paint -x -a 'RED BLUE' -d 'one or more'",
                        "complete -c demo -n '__demo_at \\'\\'' -a 'RED BLUE'",
                        "complete -c demo -n '__demo_at \\'\\'' -F",
                        "complete -c demo -n '__demo_at \\'\\'' -a 'below' -d 'A sentence. Another'",
                        "complete -c demo -n '__demo_at \\'below\\'' -o old -x");
    }

    @Test
    void scenarioCompletesToNamesAndFiles() {
        assertThat(OF_PROGRAM)
                .containsPattern("'__brownout_at ..run..' -F -a 'hello-world single-server .*ladder/01-one-box");
    }
}
