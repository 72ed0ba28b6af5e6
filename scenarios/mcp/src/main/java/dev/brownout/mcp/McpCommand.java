package dev.brownout.mcp;

import dev.brownout.cli.Terminal;
import dev.brownout.cli.Version;
import dev.brownout.cli.text.OptionException;
import dev.brownout.io.FileError;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Command that serves tools to an assistant over standard input and output. */
@Command(
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the client has closed standard input",
            "2:bad usage; the server is not installed",
            "130:interrupted"
        })
final class McpCommand implements Callable<Integer> {
    private static final Set<String> WEB = Set.of("http", "https");

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "folder with scenarios and other files that the tools may read; default: none")
    private Path folder;

    @Option(
            names = "--page",
            paramLabel = "URL",
            description = "address of the page for browsers; answers then have a link to it with the scenario")
    private URI page;

    McpCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        new McpToolServer()
                .serve(terminal.input(), terminal.output(), new ServedContent(root(), page()), Version.number());
        return 0;
    }

    /** Returns the address of the page without a fragment. */
    private Optional<String> page() {
        if (page == null) {
            return Optional.empty();
        }
        if (page.getHost() == null || !WEB.contains(page.getScheme()) || page.getRawFragment() != null) {
            throw new OptionException(spec.commandLine(), "--page {}: expected an address, https://HOST/PATH", page);
        }
        return Optional.of(page.toString());
    }

    private Optional<Path> root() {
        if (folder == null) {
            return Optional.empty();
        }
        if (!Files.isDirectory(folder)) {
            throw new OptionException(spec.commandLine(), "--folder {}: there is no such folder", folder);
        }
        try {
            return Optional.of(folder.toRealPath());
        } catch (IOException unreadable) {
            throw new OptionException(spec.commandLine(), "--folder {}: {}", folder, FileError.words(unreadable));
        }
    }
}
