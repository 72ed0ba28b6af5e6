package dev.brownout.cli;

import dev.brownout.cli.mcp.ToolServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Server in a jar of a test: returns each line with the name of the folder. */
public final class EchoToolServer implements ToolServer {
    @Override
    public void serve(BufferedReader requests, OutputStream responses, Optional<Path> folder, String version) {
        String prefix = folder.map(path -> path.getFileName().toString()).orElse("no folder") + ": ";
        requests.lines().forEach(line -> {
            try {
                responses.write((prefix + line + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        });
    }
}
