package dev.brownout.cli.mcp;

import dev.brownout.cli.mcp.ToolServerLoader.NoServerException;
import dev.brownout.cli.text.OptionException;
import dev.brownout.io.FileError;
import dev.brownout.sentence.Sentence;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Command that serves tools to an assistant over standard input and output. */
@Command(
        description = "Serve the tools for an assistant: Model Context Protocol on stdio.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the client has closed standard input",
            "2:bad usage; the server is not installed",
            "130:interrupted"
        })
public final class McpCommand implements Callable<Integer> {
    private final BufferedReader requests;
    private final OutputStream responses;
    private final String version;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "folder with scenarios and other files that the tools may read; default: none")
    private Path folder;

    /**
     * Creates the command.
     *
     * @param requests standard input
     * @param responses standard output
     * @param version version of the program
     */
    public McpCommand(BufferedReader requests, OutputStream responses, String version) {
        this.requests = requests;
        this.responses = responses;
        this.version = version;
    }

    @Override
    public Integer call() {
        Optional<Path> root = root();
        try {
            ToolServerLoader.load().serve(requests, responses, root, version);
            return 0;
        } catch (NoServerException missing) {
            throw new OptionException(spec.commandLine(), Sentence.reason(missing));
        }
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
