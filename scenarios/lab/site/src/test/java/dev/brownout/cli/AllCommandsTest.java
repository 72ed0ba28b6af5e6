package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.cli.help.CommandExamples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Help and options of all commands, with those of separate jars. */
@Tag("once")
class AllCommandsTest {
    @ParameterizedTest
    @ValueSource(strings = {"verify --help", "import --help", "import log --help", "calibrate --help", "mcp --help"})
    void helpOfASeparateCommandFitsTheTerminal(String line) {
        Session session = Session.of(line.split(" ", -1));
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out()).startsWith("Usage: brownout").containsOnlyOnce("\nExamples:\n  brownout ");
        assertThat(session.out().lines()).allMatch(each -> each.length() <= 80);
        assertThat(Session.of(("help " + line).replace(" --help", "").split(" ", -1))
                        .out())
                .isEqualTo(session.out());
    }

    @Test
    void examplesAreValidCommandLines() {
        CommandLine parser = new CommandLine(Main.commands());
        for (CommandLine command : withSubcommands(new CommandLine(Main.commands()))) {
            for (String example : CommandExamples.examples(command.getCommandSpec())) {
                String[] words =
                        example.replace("'", "").replaceFirst("^brownout ", "").split(" ", -1);
                assertThat(parser.parseArgs(words).unmatched()).as(example).isEmpty();
            }
        }
    }

    private static List<CommandLine> withSubcommands(CommandLine command) {
        List<CommandLine> all = new ArrayList<>(List.of(command));
        command.getSubcommands().values().forEach(below -> all.addAll(withSubcommands(below)));
        return all;
    }

    @Test
    void logOptionsBelongToEveryCommand() {
        assertThat(withSubcommands(new CommandLine(Main.commands())))
                .allSatisfy(command -> assertThat(command.getCommandSpec().optionsMap())
                        .as(command.getCommandSpec().qualifiedName())
                        .containsKeys("--verbose", "--debug"));
    }
}
