package dev.brownout.cli;

import dev.brownout.language.section.Dialect;
import dev.brownout.reference.Schema;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints the JSON Schema of scenarios. */
@Command(
        name = "schema",
        description = "Prints the JSON Schema of scenarios, for editors.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:printed", ExitCode.BAD_INPUT_LINE})
final class SchemaCommand implements Callable<Integer> {
    private final Terminal terminal;

    SchemaCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.out().writeBytes(Schema.text(Dialect.standard()).getBytes(StandardCharsets.UTF_8));
        terminal.out().flush();
        return ExitCode.HELD;
    }
}
