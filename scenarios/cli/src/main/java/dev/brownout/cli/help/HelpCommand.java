package dev.brownout.cli.help;

import dev.brownout.cli.text.OptionException;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Command that prints the help of another command. */
@Command(
        description = "Print the help of a command.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:printed", "2:bad input or usage"})
public final class HelpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "a command, such as run or import log")
    private List<String> names = List.of();

    @Override
    public Integer call() {
        CommandLine command = spec.root().commandLine();
        for (String name : names) {
            CommandLine below = command.getSubcommands().get(name);
            if (below == null) {
                throw new OptionException(
                        spec.commandLine(),
                        SpellingSuggestion.unknown(
                                "command", name, command.getSubcommands().keySet()));
            }
            command = below;
        }
        command.usage(spec.root().commandLine().getOut());
        return 0;
    }
}
