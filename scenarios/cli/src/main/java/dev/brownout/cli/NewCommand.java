package dev.brownout.cli;

import dev.brownout.io.OutputFile;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.reference.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Command that writes a new scenario file. */
@Command(
        description = "Write a new scenario: a commented template or a copy.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:written", ExitCode.BAD_INPUT_LINE})
final class NewCommand implements Callable<Integer> {
    /** File name of the schema that the first lines of a scenario refer to, for editors. */
    private static final String SCHEMA = "scenario.schema.json";

    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "name of the scenario, or path of its file")
    private String name;

    @Option(
            names = "--from",
            paramLabel = "SCENARIO",
            completionCandidates = ScenarioNames.class,
            description = "copy this scenario, including its comments")
    private String from;

    NewCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UsageException {
        if (name.isBlank()) {
            throw new UsageException("brownout: a new scenario needs a name");
        }
        if (!isNamed(name)) {
            throw new UsageException("brownout: '{}' is a folder; expected the name of a scenario", name);
        }
        boolean isEnded = name.endsWith(".yaml") || name.endsWith(".yml");
        Path path = Path.of(isEnded ? name : name + ".yaml");
        if (Files.exists(path)) {
            throw new UsageException("brownout: {} exists already", path);
        }
        String text = from == null ? starter() : new ScenarioFinder().text(from).replace("../" + SCHEMA, SCHEMA);
        write(path, text);
        Path schema = path.resolveSibling(SCHEMA);
        if (text.contains(SCHEMA) && !Files.exists(schema)) {
            write(schema, Schema.text(LanguageDefinition.standard()));
        }
        terminal.output().println("run it: brownout run " + path + "; check it: brownout validate " + path);
        return ExitCode.SUCCESS;
    }

    /** Returns whether a path ends with a file name and not with a folder. */
    private static boolean isNamed(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.ya?ml$", "");
        return !last.isBlank() && !last.matches("\\.+");
    }

    private void write(Path path, String text) throws UsageException {
        try {
            OutputFile.write(path, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw OutputTarget.unwritable(path, e);
        }
        terminal.output().println("wrote " + path);
    }

    private static String starter() {
        try (InputStream stream = NewCommand.class.getResourceAsStream("starter.yaml")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
