package dev.brownout.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.cli.ExitCode;
import dev.brownout.cli.Session;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code mcp}, which serves the tools on standard input and output. */
class McpCommandTest {
    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":7,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},\
            "clientInfo":{"name":"test","version":"1"}}}
            """;

    @TempDir
    private Path folder;

    @Test
    void serverAnswersOnStandardOutputUntilTheInputEnds() {
        Session session = Session.of(INITIALIZE, false, Map.of(), "mcp", "--folder", folder.toString());
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out()).contains("\"id\":7", "\"name\":\"brownout\"");
        assertThat(session.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"page", "ftp://host/", "https:///page", "https://host/#1.x"})
    void addressThatIsNoPageIsAnError(String page) {
        Session session = Session.of("mcp", "--page", page);
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains("--page " + page + ": expected an address, https://HOST/PATH");
    }

    @Test
    void missingFolderIsAnError() {
        Session session = Session.of("mcp", "--folder", "none/such");
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains("--folder none/such: there is no such folder");
    }
}
