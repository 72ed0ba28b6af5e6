package dev.brownout.cli;

import dev.brownout.export.ResultJson;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.reference.Schema;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Command that prints the JSON Schema of scenarios or of results. */
@Command(
        description = "Print the JSON Schema of scenarios or of result.json.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:printed", ExitCode.BAD_INPUT_LINE})
final class SchemaCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--result", description = "print the schema of result.json")
    private boolean result;

    SchemaCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String schema = result ? ResultJson.schema() : Schema.text(LanguageDefinition.standard());
        terminal.output().writeBytes(schema.getBytes(StandardCharsets.UTF_8));
        terminal.output().flush();
        return ExitCode.SUCCESS;
    }
}
