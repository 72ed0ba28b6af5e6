package dev.brownout.cli.mcp;

import java.io.BufferedReader;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Server that offers the commands as tools to an assistant. Implementations are found by {@link ToolServerLoader}. */
public interface ToolServer {
    /**
     * Answers requests until the input ends.
     *
     * @param requests messages of the client, a line each
     * @param responses receives the messages of the server, a line each, and nothing else
     * @param folder folder with scenarios and other files that the tools may read; empty for none
     * @param version version of the program
     */
    void serve(BufferedReader requests, OutputStream responses, Optional<Path> folder, String version);
}
