package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeCommandTest {
    @Test
    void reportsPortInUse() throws Exception {
        try (ServerSocket occupied = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(occupied.getLocalPort());
            Session session = Session.of("serve", "--port", port);
            assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(session.err())
                    .contains("127.0.0.1, port " + port + ": ")
                    .contains("--port 0 uses any free port");
            assertThat(session.out()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "serve --port 65536, --port is from 0 to 65535",
        "serve --port -1, --port is from 0 to 65535",
        "serve --port 0 --bind no.such.host.invalid, --bind no.such.host.invalid: unknown address",
        "serve --port 0 --bind 192.0.2.1, 192.0.2.1",
        "serve helo-world, 'hello-world'",
        "serve none/such.yaml, none/such.yaml cannot be read",
        "serve --port 0 --site none/such, --site none/such: no folder with an index.html",
        "serve --port 0 --engine browser, --engine browser: the page has no engine.wasm",
        "serve --port 0 --engine none, --engine"
    })
    void rejectsInvalidArguments(String command, String text) {
        Session session = Session.of(command.split(" ", -1));
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains(text);
    }
}
